import { Ledger } from './Ledger';

/** What one consistent read showed of one writer. */
export interface ReadOfWriter {
  readonly writer: number;
  /** The newest transaction that it showed. */
  readonly last: number;
  /** How many of its transactions, and how many rows of them. */
  readonly transactions: number;
  readonly rows: number;
}

/**
 * Whether a read is a state in which history really was: of each writer everything up to some transaction, each whole.
 * A writer begins a transaction after the one before was answered, so whoever sees one sees all acknowledged before.
 *
 * @param rowsOf - how many rows each transaction of a writer has
 */
export function verifyRead(
  ledger: Ledger,
  read: readonly ReadOfWriter[],
  rowsOf: (writer: number) => number,
): string[] {
  return read.flatMap(({ writer, last, transactions, rows }) => {
    const before = ledger.entriesOf(writer).slice(0, last);
    const acknowledged = before.filter(e => e.told === 'acknowledged').length;
    const refused = before.filter(e => e.told === 'refused').length;
    return [
      ...(before.length < last
        ? [`a read showed ${writer}/${last}, which nobody had written yet`]
        : []),
      ...(rows !== transactions * rowsOf(writer)
        ? [
            `a read showed ${rows} rows of ${transactions} transactions of writer ${writer}: one was torn`,
          ]
        : []),
      ...(transactions < acknowledged
        ? [
            `a read showed ${writer}/${last}, but only ${transactions} of ${acknowledged} that were acknowledged up to it`,
          ]
        : []),
      ...(transactions > last - refused
        ? [`a read showed a transaction of writer ${writer} that was refused`]
        : []),
    ];
  });
}
