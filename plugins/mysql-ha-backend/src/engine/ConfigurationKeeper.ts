import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { MySqlError, MySqlFacts, MySqlInstance } from '../mysql';
import { isSameValue, tenantKeys, wantedVariables } from '../resources';
import { Refusal } from '../status';

/** Roles and replication set these while mysqld runs; my.cnf only says how it boots. */
const ENGINE_SETS = new Set([
  'read_only',
  'super_read_only',
  'offline_mode',
  'rpl_semi_sync_source_enabled',
  'rpl_semi_sync_source_wait_for_replica_count',
  'rpl_semi_sync_replica_enabled',
]);

/**
 * Brings running servers to what my.cnf says: by SET GLOBAL where MySQL allows it, else it says that a restart is
 * needed. Each server is compared once per start and per change of the configuration, not again and again.
 */
export class ConfigurationKeeper {
  private readonly done = new Map<string, string>();
  private unknown: readonly string[] = [];
  private refused = new Map<string, string>();

  constructor(
    private readonly restartNeeded: Map<string, string>,
    private readonly logger: LoggerService,
  ) {}

  /** Keys that the servers don't know or don't take, for a person to correct. */
  refusals(): readonly Refusal[] {
    return [
      ...this.unknown.map(key => ({
        reason: 'UnknownVariable',
        message: `config.${key}: this MySQL knows no such variable, so it is ignored. Correct the name or remove it.`,
      })),
      ...[...this.refused].map(([key, why]) => ({
        reason: 'RefusedValue',
        message: `config.${key}: MySQL does not take this value (${why}). Correct it; the old value stays in force.`,
      })),
    ];
  }

  /** Compares one server if it is due. */
  async keep(
    cluster: MySQLCluster,
    name: string,
    facts: MySqlFacts,
    mysql: MySqlInstance,
    startedAt: string,
  ): Promise<void> {
    const wanted = wantedVariables(cluster.spec);
    const mark = `${facts.serverUuid} ${startedAt} ${JSON.stringify(wanted)}`;
    if (this.done.get(name) === mark) return;
    const names = Object.keys(wanted).filter(key => !ENGINE_SETS.has(key));
    const running = await mysql.variables(names);
    const tenant = new Set(tenantKeys(cluster.spec.config));
    this.unknown = [...tenant].filter(key => running[key] === undefined);
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
          !(error instanceof MySqlError && error.failure.code.startsWith('ER_'))
        ) {
          throw error;
        }
        if (tenant.has(key)) this.refused.set(key, stringifyError(error));
        this.logger.debug(`${name}: ${key} not set: ${stringifyError(error)}`);
      }
    }
    if (statics.length > 0) {
      this.restartNeeded.set(
        name,
        `${statics.join(', ')} can only change by a restart`,
      );
    } else {
      this.restartNeeded.delete(name);
    }
    this.done.set(name, mark);
  }
}
