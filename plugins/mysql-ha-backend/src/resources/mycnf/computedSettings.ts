import { Setting, variable } from './Setting';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** What mysqld is configured for when nothing limits its memory. */
export const DEFAULT_MEMORY = GIB;

/**
 * What mysqld takes beside the buffer pool: its code, the performance schema that the engine reads, the data dictionary,
 * the redo log’s buffer, replication’s threads and a few sessions. Measured on 9.7.
 */
const OVERHEAD = 384 * MIB;

/** InnoDB rounds the buffer pool up to whole chunks of each of its instances: a size that is whole stays as asked. */
const CHUNK = 128 * MIB;

/**
 * Buffers whose defaults fit servers of many gigabytes: together they take 170 MiB less, measured on 9.7, so that an
 * instance of 512 MiB starts and serves.
 */
const SMALL: readonly Setting[] = [
  variable(
    'table_open_cache',
    '1000',
    'A quarter of the default: the performance schema sizes itself by it, and memory is short.',
  ),
  variable(
    'table_definition_cache',
    '1000',
    'Half the default, for the same reason.',
  ),
  variable(
    'innodb_log_buffer_size',
    '16777216',
    '16 MiB instead of 64, all of which mysqld touches when it starts. Larger transactions only write in pieces.',
  ),
  variable(
    'key_buffer_size',
    '1048576',
    'Only MyISAM uses it, and there are no such tables.',
  ),
  variable(
    'performance_schema_digests_size',
    '1000',
    'A thousand kinds of statements instead of ten thousand: 45 MiB less.',
  ),
  variable(
    'performance_schema_events_statements_history_long_size',
    '100',
    'Nobody reads the long history: 34 MiB less.',
  ),
  variable(
    'performance_schema_events_transactions_history_long_size',
    '100',
    'Nobody reads the long history.',
  ),
  variable(
    'performance_schema_error_size',
    '0',
    'No counts by error, account, host and thread: 40 MiB less.',
  ),
];

/** Two for each of two operators, the heartbeat’s, one for each replica at most, and one to spare. */
const RESERVED_CONNECTIONS = 14;

/** What a cluster’s machines give it, in bytes. */
export interface Capacity {
  readonly memory: number;
  readonly storage: number;
  /** What the tenant set `max_connections` to. */
  readonly connections?: number;
}

/** What follows from the memory limit and the volume’s size; a tenant may change each of them. */
export function computedSettings({
  memory,
  storage,
  connections = clamp(Math.floor(memory / (6 * MIB)), 80, 1000),
}: Capacity): readonly Setting[] {
  const pool = bufferPool(memory);
  const limit = mebibytes(memory);
  return [
    variable(
      'innodb_buffer_pool_size',
      String(pool.size),
      `${mebibytes(
        pool.size,
      )} of ${limit}: three quarters of what is left beside ${mebibytes(
        OVERHEAD,
      )} for mysqld itself.`,
    ),
    variable(
      'innodb_buffer_pool_instances',
      String(pool.instances),
      'One for each GiB, eight at most, so that the pool’s size is whole chunks and stays as computed.',
    ),
    variable(
      'innodb_redo_log_capacity',
      String(
        wholeMebibytes(
          clamp(Math.min(pool.size / 2, storage / 10), 100 * MIB, 4 * GIB),
        ),
      ),
      'Half the buffer pool, a tenth of the volume at most: enough to write in bursts, little enough to recover in seconds.',
    ),
    variable(
      'max_binlog_size',
      String(wholeMebibytes(clamp(storage / 40, 64 * MIB, GIB))),
      'Only whole files are purged: a fortieth of the volume, so that expired ones go early.',
    ),
    variable(
      'max_connections',
      String(connections),
      `One for each 6 MiB of ${limit}: each may take some, and together they must not exceed the limit.`,
    ),
    variable(
      'max_user_connections',
      String(Math.max(connections - RESERVED_CONNECTIONS, 1)),
      `The application leaves ${RESERVED_CONNECTIONS} of max_connections to the engine and to replication: nobody could help a server that lets nobody in.`,
    ),
    variable(
      'temptable_max_ram',
      String(clamp(memory / 16, 32 * MIB, GIB)),
      'A sixteenth of the limit. MySQL’s own default looks at the machine’s memory, which is not this container’s.',
    ),
    ...(memory < 2 * GIB ? SMALL : []),
  ];
}

function bufferPool(memory: number): { size: number; instances: number } {
  const share = ((memory - OVERHEAD) * 3) / 4;
  if (share < CHUNK) {
    return { size: wholeMebibytes(Math.max(share, 64 * MIB)), instances: 1 };
  }
  const instances = clamp(Math.floor(share / GIB), 1, 8);
  const step = CHUNK * instances;
  return { size: Math.floor(share / step) * step, instances };
}

function clamp(value: number, least: number, most: number): number {
  return Math.floor(Math.min(Math.max(value, least), most));
}

function wholeMebibytes(bytes: number): number {
  return Math.floor(bytes / MIB) * MIB;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
