import { localCluster } from '../e2e/stand';
import { parseOptions } from './options';
import { writeOverview } from './report/overview';
import { runProgram, takeReports } from './runner';
import { Stand } from './stand/Stand';

/** What needs a Kubernetes, all on the same. */
async function main(args: readonly string[]): Promise<number> {
  const { chosen, quick, keep, rounds } = parseOptions(args);
  const cluster = localCluster({ name: 'bench', keep });
  try {
    const stand = await Stand.open(cluster.kubeconfig);
    try {
      const due = chosen.map(({ name, command, bench }) => ({
        ...{ name, command },
        take: (say: (line: string) => void) =>
          bench(stand, { quick, rounds, say }),
        overview: name.startsWith('failover-') ? writeOverview : undefined,
      }));
      return await takeReports(due, { quick });
    } finally {
      await stand.close();
    }
  } finally {
    cluster.down();
  }
}

runProgram(main);
