import { GtidSet } from './gtid';

/** One of a server's own binary logs. */
export interface BinaryLog {
  readonly name: string;
  readonly bytes: number;
  /** What the server had before the file’s first transaction; known of the oldest files only. */
  readonly begins?: GtidSet;
}

/** What a supervisor got from the files of a peer whose mysqld is gone, laid down to be applied. */
export interface FetchedTransactions {
  /** The relay log’s name. */
  readonly log: string;
  readonly gtids: GtidSet;
}

/** What was put aside before a rebuild destroys it. */
export interface KeptTransactions {
  /** The file, or folder of files, that mysqlbinlog reads; none when no binary log has the transactions any more. */
  readonly path?: string;
  readonly gtids: GtidSet;
  /** Those of them that change nothing but the engine’s heartbeat, as was read in their statements. */
  readonly heartbeats: GtidSet;
}
