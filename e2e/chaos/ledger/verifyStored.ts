import { Ledger } from './Ledger';
import { Stored } from './Rows';

/** How many examples of one kind are named. */
const EXAMPLES = 5;

/** What an instance holds against what clients were told: each deviation in a sentence. */
export function verifyStored(ledger: Ledger, stored: Stored): string[] {
  const counts = new Map(
    stored.transactions.map(t => [`${t.writer}/${t.seq}`, t.rows]),
  );
  const known = new Set<string>();
  const lost: string[] = [];
  const torn: string[] = [];
  const doubled: string[] = [];
  const contradicted: string[] = [];
  for (const { writer, seq, rows, told } of ledger.entries) {
    const key = `${writer}/${seq}`;
    known.add(key);
    const there = counts.get(key) ?? 0;
    if (there === 0) {
      if (told === 'acknowledged') lost.push(key);
    } else if (told === 'refused') contradicted.push(key);
    else if (there < rows) torn.push(key);
    else if (there > rows) doubled.push(key);
  }
  const invented = [...counts.keys()].filter(key => !known.has(key));
  const { instance } = stored;
  return [
    ...sentence(lost, `acknowledged and not on ${instance}`),
    ...sentence(torn, `only partly on ${instance}`),
    ...sentence(doubled, `more than once on ${instance}`),
    ...sentence(contradicted, `refused, and yet on ${instance}`),
    ...sentence(invented, `on ${instance}, and nobody wrote them`),
    ...(stored.balance === 0
      ? []
      : [`the accounts on ${instance} sum up to ${stored.balance}, not 0`]),
  ];
}

/** Whether all instances hold the same. */
export function verifyEqual(all: readonly Stored[]): string[] {
  const [first, ...others] = all;
  if (!first) return ['no instance could be read'];
  return others.flatMap(other => [
    ...Object.entries(first.checksums)
      .filter(([table, sum]) => other.checksums[table] !== sum)
      .map(
        ([table, sum]) =>
          `checksums of ${table} differ: ${sum} on ${first.instance}, ${other.checksums[table]} on ${other.instance}`,
      ),
    // They are not read in one moment: one that was still applying has fewer here and the same sums a moment later.
    ...(first.transactions.length === other.transactions.length
      ? []
      : [
          `${first.transactions.length} transactions on ${first.instance}, ${other.transactions.length} on ${other.instance}`,
        ]),
    ...(first.gtidExecuted === other.gtidExecuted
      ? []
      : [
          `GTID sets differ: ${first.gtidExecuted} on ${first.instance}, ${other.gtidExecuted} on ${other.instance}`,
        ]),
  ]);
}

/** Acknowledged transactions that an instance does not have; all of them, if it could not be read. */
export function lostOn(ledger: Ledger, stored: Stored | undefined): number {
  const there = new Set(
    stored?.transactions.map(({ writer, seq }) => `${writer}/${seq}`),
  );
  return ledger.entries.filter(
    ({ writer, seq, told }) =>
      told === 'acknowledged' && !there.has(`${writer}/${seq}`),
  ).length;
}

function sentence(keys: readonly string[], what: string): string[] {
  if (keys.length === 0) return [];
  const examples = keys.slice(0, EXAMPLES).join(', ');
  const more = keys.length > EXAMPLES ? ', …' : '';
  return [`${keys.length} transactions (${examples}${more}) ${what}`];
}
