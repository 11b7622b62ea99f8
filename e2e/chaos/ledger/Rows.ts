/** Rows of one writer's transaction that an instance has. */
export interface StoredTransaction {
  readonly writer: number;
  readonly seq: number;
  readonly rows: number;
}

/** What an instance holds in the end. */
export interface Stored {
  readonly instance: string;
  readonly transactions: readonly StoredTransaction[];
  /** The sum of all accounts, between which money was only moved. */
  readonly balance: number;
  /** Of each table. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly gtidExecuted: string;
}
