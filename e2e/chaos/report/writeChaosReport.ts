import { writeReport } from '../../../bench/report/Report';
import { environment } from '../../../bench/report/environment';
import { RoundResult } from '../RoundResult';
import { chaosTable } from './chaosReport';

/** Writes `bench/results/chaos.md` and every round's figures beside it. */
export function writeChaosReport(
  results: readonly RoundResult[],
  seed: number,
): void {
  const failed = results.filter(({ failures }) => failures.length > 0);
  writeReport(
    'chaos',
    {
      title: 'Chaos on the real cluster',
      what: 'Three instances, SemiSync, durability Required. Four clients write through the primary’s Service, two by autocommit and two in transactions of several rows and a transfer; one reads through the replicas’ Service. After each fault every acknowledged commit must be there exactly once on every instance, checksums and GTID sets equal, no read ever ahead of history or torn, and at no time two servers that could commit, asked on the servers themselves ten times a second. The outage is the longest time in which none of the writers got an answer to a commit.',
      ...chaosTable(results),
      notes: [
        `${results.length} rounds, ${failed.length} failed; seed ${seed}.`,
        ...failed.map(
          ({ round, scenario, failures }) =>
            `Round ${round} (${scenario}) failed: ${failures
              .map(failure => failure.split('\n')[0])
              .join('; ')}`,
        ),
        'Power loss is not among them: killing a process keeps what it had written but not synced. The simulator drops it.',
      ],
      raw: { seed, results },
    },
    environment(),
    'chaos',
  );
}
