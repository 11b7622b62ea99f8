import { localCluster } from '../e2e/stand';
import { Options, parseOptions } from './options';
import { environment } from './report/environment';
import { writeOverview } from './report/overview';
import { writeReport } from './report/Report';
import { Stand } from './stand/Stand';

/** Each report is written when it is taken, so that a run that is broken off leaves those before. */
async function main(options: Options): Promise<number> {
  const { chosen, quick, keep, rounds } = options;
  const where = environment();
  let failed = 0;
  const cluster = localCluster({ name: 'bench', keep });
  try {
    const stand = await Stand.open(cluster.kubeconfig);
    try {
      for (const { name, command, bench } of chosen) {
        const say = (line: string) =>
          process.stderr.write(`${name}: ${line}\n`);
        say('begins');
        const startedIn = { ...where, loadAtStart: environment().loadAtStart };
        try {
          const report = await bench(stand, { quick, rounds, say });
          if (quick) {
            process.stdout.write(`${JSON.stringify(report.rows)}\n`);
          } else {
            process.stdout.write(
              `${writeReport(name, report, startedIn, command)}\n`,
            );
            if (name.startsWith('failover-')) writeOverview();
          }
        } catch (failure) {
          // The others are worth having all the same.
          failed += 1;
          say(failure instanceof Error ? failure.message : String(failure));
        }
      }
    } finally {
      await stand.close();
    }
  } finally {
    cluster.down();
  }
  return failed === 0 ? 0 : 1;
}

Promise.resolve()
  .then(() => main(parseOptions(process.argv.slice(2))))
  .then(
    code => process.exit(code),
    error => {
      process.stderr.write(
        `${error instanceof Error ? error.message : String(error)}\n`,
      );
      process.exit(1);
    },
  );
