import { join } from 'node:path';
import { Remediable } from '../../local-cluster/errors.ts';
import { localDirectory } from '../../local-cluster/instance.ts';
import { withLock } from '../../local-cluster/lock.ts';
import { BackendProcess } from './BackendProcess.ts';
import { isPortFree, portHolder } from './portHolder.ts';

/** Where a portal listens and what it keeps. */
export interface PortalOptions {
  readonly kubeconfig: string;
  readonly port: number;
  /** Folder of its databases. */
  readonly state: string;
  readonly log?: string;
}

/** Port and folder of the portal that people use: `MYSQLHA_PORTAL_PORT`, else 7007. */
export function portalDefaults(): Pick<PortalOptions, 'port' | 'state'> {
  const text = process.env.MYSQLHA_PORTAL_PORT ?? '7007';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Remediable(
      `MYSQLHA_PORTAL_PORT=${text} is no port: give a number from 1 to 65535, or unset it for 7007.`,
    );
  }
  return { port, state: join(localDirectory, 'portal') };
}

/** The address under which people open it. */
export function portalUrl(port: number): string {
  return `http://localhost:${port}`;
}

/** Starts the portal; it answers some seconds later. */
export function startPortal(options: PortalOptions): BackendProcess {
  const url = portalUrl(options.port);
  return BackendProcess.start({
    package: 'backend',
    port: options.port,
    log: options.log,
    env: {
      KUBECONFIG: options.kubeconfig,
      MYSQLHA_PORTAL_STATE: options.state,
      // Over app-config.yaml: https://backstage.io/docs/conf/writing#environment-variable-overrides
      APP_CONFIG_app_baseUrl: url,
      APP_CONFIG_backend_baseUrl: url,
      APP_CONFIG_backend_cors_origin: url,
      APP_CONFIG_backend_listen_port: `${options.port}`,
    },
  });
}

/**
 * Does the work as the only one of this clone that runs a backend on this port.
 *
 * @throws Remediable naming who else holds the port
 */
export function withPort<T>(
  port: number,
  variable: string,
  work: () => Promise<T>,
): Promise<T> {
  return withLock(
    join(localDirectory, 'run', `port-${port}.lock`),
    async () => {
      if (!(await isPortFree(port)))
        throw new Remediable(taken(port, variable));
      return work();
    },
    holder => {
      throw new Remediable(
        `It runs already in this clone: ${portalUrl(
          port,
        )} belongs to process ${holder}. Use that one, or end it with "kill ${holder}".`,
      );
    },
  );
}

function taken(port: number, variable: string): string {
  const holder = portHolder(port);
  const who = holder
    ? `process ${holder.pid} (${holder.command.slice(0, 100)})`
    : 'another program';
  return `Port ${port} is held by ${who}: end it, or choose another port, e.g. ${variable}=${
    port + 100
  }.`;
}
