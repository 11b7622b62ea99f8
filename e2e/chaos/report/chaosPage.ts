import { Report } from '../../../bench/report/Report';
import { Block } from './Block';
import { chaosTable } from './chaosTable';

const WHAT =
  'Three instances, SemiSync, durability Required. Four clients write through the primary’s Service, two by autocommit and two in transactions of several rows and a transfer; three more write to one server each from beside it, whoever leads; one reads through the replicas’ Service. After each fault every acknowledged commit must be there exactly once on every instance, checksums and GTID sets equal, no read ever ahead of history or torn, all commits in the order of the leaders, and at no time two servers that could commit, asked on the servers themselves ten times a second. The outage is the longest time in which none of the writers through the Service got an answer to a commit.';

/** One page over all blocks that hurt this code; what hurt another is only named. */
export function chaosPage(blocks: readonly Block[], code: string): Report {
  const same = blocks.filter(block => block.code === code);
  const others = blocks.filter(block => block.code !== code);
  return {
    title: 'Chaos on the real cluster',
    what: WHAT,
    ...chaosTable(roundsOf(same)),
    notes: [
      `${inWords(roundsOf(same))}, in blocks: ${same
        .map(blockInWords)
        .join('; ')}.`,
      ...same.flatMap(failuresOf),
      ...(others.length > 0
        ? [
            `Not in the table, since the engine or the supervisor was another then: ${inWords(
              roundsOf(others),
            )}.`,
          ]
        : []),
      'A loss of power drops what the file system held in memory; what it had handed to the disk stays, synced or not. The simulator drops that too.',
    ],
    raw: { blocks },
  };
}

function roundsOf(blocks: readonly Block[]): Block['rounds'] {
  return blocks.flatMap(({ rounds }) => rounds);
}

function inWords(results: Block['rounds']): string {
  const failed = results.filter(({ failures }) => failures.length > 0);
  return `${results.length} rounds, ${failed.length} failed`;
}

function blockInWords({ rounds, seed, date, commit }: Block): string {
  return `${inWords(rounds)}, seed ${seed}, ${date.slice(0, 16)}Z at ${commit}`;
}

function failuresOf({ rounds, seed }: Block): string[] {
  return rounds
    .filter(({ failures }) => failures.length > 0)
    .map(
      ({ round, scenario, failures }) =>
        `Round ${round} of seed ${seed} (${scenario}) failed: ${failures
          .map(failure => failure.split('\n')[0])
          .join('; ')}`,
    );
}
