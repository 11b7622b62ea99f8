import { Entry, Ledger } from './Ledger';
import { inWords } from './inWords';
import { Stored } from './Rows';
import { balancesAfter } from './transfers';

/**
 * What an instance holds against what clients were told: each deviation in a sentence.
 * @param transfers - whether a transaction moves money
 */
export function verifyStored(
  ledger: Ledger,
  stored: Stored,
  transfers: (entry: Pick<Entry, 'writer'>) => boolean,
): string[] {
  const found = new Map(
    stored.transactions.map(t => [`${t.writer}/${t.seq}`, t]),
  );
  const known = new Set<string>();
  const lost: string[] = [];
  const torn: string[] = [];
  const doubled: string[] = [];
  const contradicted: string[] = [];
  for (const { writer, seq, rows, told } of ledger.entries) {
    const key = `${writer}/${seq}`;
    known.add(key);
    const there = found.get(key);
    if (!there) {
      if (told === 'acknowledged') lost.push(key);
    } else if (told === 'refused') contradicted.push(key);
    else if (there.rows > there.parts || there.rows > rows) doubled.push(key);
    else if (there.rows < rows) torn.push(key);
  }
  const invented = [...found.keys()].filter(key => !known.has(key));
  const { instance } = stored;
  return [
    ...inWords(lost, `acknowledged and not on ${instance}`),
    ...inWords(torn, `only partly on ${instance}`),
    ...inWords(doubled, `more than once on ${instance}`),
    ...inWords(contradicted, `refused, and yet on ${instance}`),
    ...inWords(invented, `on ${instance}, and nobody wrote them`),
    ...verifyBalances(stored, transfers),
  ];
}

/** The accounts must say the same as the rows that were written with them. */
function verifyBalances(
  { instance, transactions, balances }: Stored,
  transfers: (entry: Pick<Entry, 'writer'>) => boolean,
): string[] {
  const expected = balancesAfter(
    transactions.filter(transfers).map(({ seq }) => seq),
  );
  const wrong = [...expected].flatMap(([id, balance]) =>
    balances.get(id) === balance
      ? []
      : [`${id} has ${balances.get(id)} instead of ${balance}`],
  );
  return wrong.length > 0
    ? [`accounts on ${instance}: ${wrong.join(', ')}`]
    : [];
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
