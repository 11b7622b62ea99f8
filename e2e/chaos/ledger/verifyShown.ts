import { inWords } from './inWords';
import { Stored } from './Rows';
import { ReadOfWriter } from './verifyRead';

/** What a read showed of one writer. */
export type Shown = Pick<ReadOfWriter, 'writer' | 'last' | 'transactions'>;

/** What some reader was shown once must be there for good. */
export function verifyShown(
  shown: readonly Shown[],
  { instance, transactions }: Stored,
): string[] {
  const bySeq = new Map<number, number[]>();
  for (const { writer, seq } of transactions) {
    const seqs = bySeq.get(writer) ?? [];
    seqs.push(seq);
    bySeq.set(writer, seqs);
  }
  const gone = shown.filter(({ writer, last, transactions: count }) => {
    const seqs = bySeq.get(writer) ?? [];
    return (
      !seqs.includes(last) || seqs.filter(seq => seq <= last).length < count
    );
  });
  return inWords(
    gone.map(({ writer, last }) => `up to ${writer}/${last}`),
    `were read, and are not all on ${instance}`,
  );
}
