import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const CONNECTIONS = ['auto', 'direct', 'portForward'] as const;

/** The keys under `mysqlHa`, with defaults in place; config.d.ts explains each. */
export interface PluginOptions {
  readonly kubeconfig?: string;
  readonly namespaces?: readonly string[];
  readonly operator: {
    readonly enabled: boolean;
    readonly leaseNamespace: string;
    readonly identity?: string;
  };
  readonly connection: (typeof CONNECTIONS)[number];
  readonly supervisorImage: string;
  readonly agentImage: string;
  readonly defaults: ClusterDefaults;
  /** Who owns the catalog entities of clusters that name nobody, if anybody is meant to; the catalog module reads it, too. */
  readonly defaultOwner?: string;
}

/** What a new cluster gets where the request says nothing. */
export interface ClusterDefaults {
  readonly storageClassName?: string;
  readonly image?: string;
}

/**
 * Reads the plugin's configuration.
 * @throws InputError when a value is none of those allowed
 */
export function readPluginOptions(config: Config): PluginOptions {
  const root = config.getOptionalConfig('mysqlHa');
  return {
    kubeconfig: root?.getOptionalString('kubeconfig'),
    namespaces: root?.getOptionalStringArray('namespaces'),
    operator: {
      enabled: root?.getOptionalBoolean('operator.enabled') ?? true,
      leaseNamespace:
        root?.getOptionalString('operator.leaseNamespace') ?? 'mysql-ha',
      identity: root?.getOptionalString('operator.identity'),
    },
    connection: readConnection(root?.getOptionalString('connection')),
    supervisorImage:
      root?.getOptionalString('supervisorImage') ?? 'mysql-ha/supervisor:dev',
    agentImage: root?.getOptionalString('agentImage') ?? 'mysql-ha/agent:dev',
    defaults: {
      storageClassName: root?.getOptionalString('defaults.storageClassName'),
      image: root?.getOptionalString('defaults.image'),
    },
    defaultOwner: root?.getOptionalString('catalog.defaultOwner'),
  };
}

function readConnection(text = 'auto'): PluginOptions['connection'] {
  const connection = CONNECTIONS.find(one => one === text);
  if (!connection) {
    throw new InputError(
      `mysqlHa.connection is '${text}', which is none of ${CONNECTIONS.join(
        ', ',
      )}: correct it in app-config.yaml`,
    );
  }
  return connection;
}
