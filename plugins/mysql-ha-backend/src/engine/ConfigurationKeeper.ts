import { createHash } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { MySqlError, MySqlFacts, MySqlInstance } from '../mysql';
import {
  isSameValue,
  renderMyCnf,
  tenantKeys,
  wantedVariables,
} from '../resources';
import { Refusal } from '../status';
import { RestartNeeds } from './RestartNeeds';

/** Roles and replication set these while mysqld runs; my.cnf only says how it boots. */
const ENGINE_SETS = new Set([
  'read_only',
  'super_read_only',
  'offline_mode',
  'rpl_semi_sync_source_enabled',
  'rpl_semi_sync_source_wait_for_replica_count',
  'rpl_semi_sync_replica_enabled',
  'event_scheduler',
]);

/** What a restart was asked for. */
interface Awaited {
  readonly wanted: string;
  readonly pod: string;
}

/** The server as it runs now. */
export interface RunningServer {
  readonly name: string;
  /** uid of its pod: a new pod has the newest my.cnf for certain. */
  readonly pod: string;
  /** How often mysqld was started in this pod. */
  readonly starts: number;
  /** SHA-256 in hex of the my.cnf that it was started with, if its supervisor says so. */
  readonly configuration?: string;
  readonly facts: Pick<MySqlFacts, 'serverUuid'>;
  readonly mysql: Pick<MySqlInstance, 'variables' | 'setVariable'>;
}

/**
 * Brings running servers to what my.cnf says: by SET GLOBAL where MySQL allows it, else it says that a restart is
 * needed. Each server is compared once per start and per change of the configuration, not again and again.
 */
export class ConfigurationKeeper {
  private readonly done = new Map<string, string>();
  private unknown: readonly string[] = [];
  private refused = new Map<string, string>();
  /** Static variables that a restart is to change, by instance: what was wanted, and the pod that lacked it. */
  private readonly awaited = new Map<string, Awaited>();

  constructor(
    private readonly restarts: RestartNeeds,
    private readonly logger: LoggerService,
  ) {}

  /** Keys that the servers don't know or don't take, for a person to correct. */
  refusals(): readonly Refusal[] {
    return [
      ...this.unknown.map(key => ({
        reason: 'UnknownVariable',
        message: `config.${key}: this MySQL knows no such variable, so it is ignored. Correct the name or remove it.`,
        effect: 'ignored' as const,
      })),
      ...[...this.refused].map(([key, why]) => ({
        reason: 'RefusedValue',
        message: `config.${key}: MySQL does not take this value (${why}). Correct it; the old value stays in force.`,
        effect: 'ignored' as const,
      })),
    ];
  }

  /** Keys whose values a server refused: my.cnf must not have them, or mysqld would not start again. */
  refusedKeys(): readonly string[] {
    return [...this.refused.keys()];
  }

  /** Compares one server if it is due. */
  async keep(cluster: MySQLCluster, server: RunningServer): Promise<void> {
    const { name, pod, starts, facts, mysql } = server;
    const wanted = wantedVariables(cluster.spec);
    const mark = `${facts.serverUuid} ${pod} ${starts} ${JSON.stringify(
      wanted,
    )}`;
    if (this.done.get(name) === mark) return;
    const names = Object.keys(wanted).filter(key => !ENGINE_SETS.has(key));
    const running = await mysql.variables(names);
    const tenant = new Set(tenantKeys(cluster.spec.config));
    for (const key of this.refused.keys()) {
      if (!tenant.has(key)) this.refused.delete(key);
    }
    this.unknown = [...tenant].filter(
      key => running[key] === undefined && !ENGINE_SETS.has(key),
    );
    const statics: string[] = [];
    for (const key of names) {
      const now = running[key];
      if (now === undefined || isSameValue(key, wanted[key], now)) {
        this.refused.delete(key);
        continue;
      }
      try {
        if ((await mysql.setVariable(key, wanted[key])) === 'static') {
          // What the engine computed anew is no reason to restart; what the tenant asked for is.
          if (tenant.has(key)) statics.push(key);
        } else {
          this.logger.info(`${name}: ${key} set to ${wanted[key]}`);
        }
        this.refused.delete(key);
      } catch (error) {
        // Only the server's own refusal is an answer; anything else is tried again.
        if (
          !(
            error instanceof MySqlError &&
            error.failure.kind === 'other' &&
            error.failure.code.startsWith('ER_')
          )
        ) {
          throw error;
        }
        if (tenant.has(key)) this.refused.set(key, stringifyError(error));
        this.logger.debug(`${name}: ${key} not set: ${stringifyError(error)}`);
      }
    }
    const helped = statics.filter(key =>
      this.restartHelps(cluster, server, key, wanted[key]),
    );
    if (helped.length > 0) {
      this.restarts.add(
        name,
        pod,
        `${helped.join(', ')} can only change by a restart`,
      );
    } else {
      this.restarts.remove(name);
    }
    this.done.set(name, mark);
  }

  /**
   * A mysqld that was started with this very my.cnf and has another value all the same has the last word: it settles
   * for whole blocks or for its own bounds, and a further restart would end the same way. A supervisor too old to
   * say what mysqld was started with: the same is concluded of a pod that was made anew for this value.
   */
  private restartHelps(
    { spec }: MySQLCluster,
    { name, pod, configuration }: RunningServer,
    key: string,
    wanted: string,
  ): boolean {
    if (configuration !== undefined) {
      return configuration !== sha256(renderMyCnf(spec, this.refusedKeys()));
    }
    const id = `${name} ${key}`;
    const before = this.awaited.get(id);
    if (before?.wanted === wanted) return before.pod === pod;
    this.awaited.set(id, { wanted, pod });
    return true;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
