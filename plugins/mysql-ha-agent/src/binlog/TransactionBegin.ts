/** A transaction, as its first event announces it. */
export interface TransactionBegin {
  readonly gtid: string;
  /** On the server where it was committed first, in microseconds since 1970. */
  readonly committedAt: number;
  /** Of the whole transaction, this event included. */
  readonly bytes: number;
  /** Rises with each transaction of a binary log, and begins anew with the next log. */
  readonly sequence: number;
}
