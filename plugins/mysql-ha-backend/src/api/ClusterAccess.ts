import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  PermissionRuleset,
} from '@backstage/plugin-permission-node';
import {
  clusterCreatePermission,
  clusterReadPermission,
  ClusterKey,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Request } from 'express';
import { ClusterFilter, clusterResourceRef } from './clusterResourceRef';

/** Whether the person or plugin behind a request may do what it asks for. */
export class ClusterAccess {
  static create(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    /** A cluster that a condition is put to. @throws ServiceUnavailableError while Kubernetes is away */
    lookUp: (key: ClusterKey) => Promise<MySQLCluster | undefined>;
    ruleset: PermissionRuleset<
      MySQLCluster,
      ClusterFilter,
      typeof clusterResourceRef.resourceType
    >;
  }): ClusterAccess {
    return new ClusterAccess(
      options.httpAuth,
      options.permissions,
      options.lookUp,
      createConditionAuthorizer(options.ruleset),
    );
  }

  private constructor(
    private readonly httpAuth: HttpAuthService,
    private readonly permissions: PermissionsService,
    private readonly lookUp: (
      key: ClusterKey,
    ) => Promise<MySQLCluster | undefined>,
    private readonly isAllowed: ReturnType<
      typeof createConditionAuthorizer<MySQLCluster>
    >,
  ) {}

  /**
   * A condition is put to the cluster here, where it is at hand: sent to the permission backend, the question would come
   * back to this plugin, and an answer that Kubernetes is away would have lost its words on the way.
   * @throws NotAllowedError when the permission is missing for this cluster, which also hides whether it exists
   */
  async demand(
    request: Request,
    permission: ResourcePermission,
    key: ClusterKey,
  ): Promise<void> {
    await this.demandForAny(request, permission, {
      keys: [key],
      words: `cluster ${key.namespace}/${key.name}`,
    });
  }

  /**
   * For what belongs to several clusters, or to one that nobody here knows. A cluster that isn’t there fulfils no condition,
   * so that with none of them only somebody is let through who may do this with every cluster.
   * @throws NotAllowedError when the permission is missing for each of these clusters
   */
  async demandForAny(
    request: Request,
    permission: ResourcePermission,
    subject: { readonly keys: readonly ClusterKey[]; readonly words: string },
  ): Promise<void> {
    const credentials = await this.httpAuth.credentials(request);
    const [decision] = await this.permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    const isConditional = decision.result === AuthorizeResult.CONDITIONAL;
    const clusters = isConditional
      ? await Promise.all(subject.keys.map(this.lookUp))
      : [undefined];
    if (!clusters.some(cluster => this.isAllowed(decision, cluster))) {
      throw refusal(permission, subject.words);
    }
  }

  /** @throws NotAllowedError when the permission to create clusters is missing */
  async demandCreate(request: Request): Promise<void> {
    const credentials = await this.httpAuth.credentials(request);
    const [{ result }] = await this.permissions.authorize(
      [{ permission: clusterCreatePermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw refusal(clusterCreatePermission, 'new clusters');
    }
  }

  /** Who asks, for the record: a person's entity reference, or the name of a plugin or an external caller. */
  async requester(request: Request): Promise<string> {
    const { principal } = await this.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return principal.type === 'user'
      ? principal.userEntityRef
      : principal.subject;
  }

  /** The clusters among these that may be seen. */
  async visible(
    request: Request,
    clusters: readonly MySQLCluster[],
  ): Promise<MySQLCluster[]> {
    const credentials = await this.httpAuth.credentials(request);
    const [decision] = await this.permissions.authorizeConditional(
      [{ permission: clusterReadPermission }],
      { credentials },
    );
    return clusters.filter(cluster => this.isAllowed(decision, cluster));
  }
}

function refusal(
  permission: BasicPermission | ResourcePermission,
  what: string,
): NotAllowedError {
  return new NotAllowedError(
    `The permission ${permission.name} is missing for ${what}: ask the owner of the cluster, or the team that runs this portal, to allow it`,
  );
}
