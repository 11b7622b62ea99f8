/** Rows of one writer's transaction that an instance has. */
export interface StoredTransaction {
  readonly writer: number;
  readonly seq: number;
  readonly rows: number;
  /** How many different rows; fewer than `rows` when one is there twice. */
  readonly parts: number;
  /** The `server_uuid` of the server that executed it. */
  readonly server: string;
}

/** What an instance holds in the end. */
export interface Stored {
  readonly instance: string;
  readonly transactions: readonly StoredTransaction[];
  /** Of each account, between which money was only moved. */
  readonly balances: ReadonlyMap<number, number>;
  /** Of each table. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly gtidExecuted: string;
}
