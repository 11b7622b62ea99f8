/** A transaction in an archive. @public */
export interface ArchivedTransaction {
  readonly gtid: string;
  /** In microseconds since 1970. */
  readonly committedAt: number;
}
