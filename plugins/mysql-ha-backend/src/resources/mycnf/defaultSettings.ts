import { boot, Setting, variable } from './Setting';

/** What suits most clusters; a tenant may change each of them. */
export const DEFAULT_SETTINGS: readonly Setting[] = [
  variable(
    'skip_name_resolve',
    'ON',
    'Pods have no reverse DNS: each login would wait for a resolver. Accounts name no host anyway.',
  ),
  variable(
    'binlog_expire_logs_seconds',
    '259200',
    'Three days instead of thirty, because the volume is small. A replica that was away longer is cloned anew.',
  ),
  variable(
    'binlog_transaction_compression',
    'ON',
    'A replica syncs its relay log with each event, and a compressed transaction is two of them instead of five or more: twice the commits a second on a disk. Set it to OFF for a reader of binary logs that does not know Transaction_payload_event.',
  ),
  variable(
    'disabled_storage_engines',
    'MyISAM,ARCHIVE',
    'Their tables take part in no transaction, so nothing that is promised about commits holds for them.',
  ),
  boot(
    'event_scheduler',
    'OFF',
    'Events run on the primary: the engine starts the scheduler there. Set to OFF in spec.config, they run nowhere.',
  ),
  variable(
    'log_error_suppression_list',
    'MY-010068,MY-010235,MY-010897,MY-011810',
    'Warnings of what is meant to be so: a CA of its own, users that exist at the second start, a replication user in its table, a pid file in a folder of the pod.',
  ),
  {
    ...variable(
      'innodb_numa_interleave',
      'OFF',
      'A container may not set a memory policy: mysqld would only warn that it failed.',
    ),
    ifKnown: true,
  },
];
