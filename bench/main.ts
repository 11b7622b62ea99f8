import { atRest } from './atRest';
import { Bench } from './Bench';
import { create } from './create';
import { failover } from './failover';
import { operatorStart } from './operatorStart';
import { portalStart } from './portalStart';
import { environment } from './report/environment';
import { writeReport } from './report/Report';
import { scaleOut } from './scaleOut';
import { localCluster } from '../e2e/stand';
import { Stand } from './stand/Stand';

/** By the name after `npm run bench:`; in the order in which `bench:all` runs them. */
const BENCHES: Readonly<Record<string, Bench>> = {
  'operator-start': operatorStart,
  'portal-start': portalStart,
  create,
  'scale-out': scaleOut,
  failover,
  'at-rest': atRest,
};

const USAGE = `Usage: npm run bench:NAME [-- --quick] [-- --keep]
  NAME     ${Object.keys(BENCHES).join(', ')}, or all
  --quick  one or two rounds, to see that it works; nothing is written
  --keep   leave the local cluster «bench» up afterwards
KUBECONFIG chooses another Kubernetes, on which nothing else should run.`;

async function main(args: readonly string[]): Promise<void> {
  const options = args.filter(arg => arg.startsWith('--'));
  const names = args.filter(arg => !arg.startsWith('--'));
  const chosen = names.includes('all') ? Object.keys(BENCHES) : names;
  const unknown = [
    ...chosen.filter(name => !(name in BENCHES)),
    ...options.filter(option => !['--quick', '--keep'].includes(option)),
  ];
  if (chosen.length === 0 || unknown.length > 0) {
    throw new Error(USAGE);
  }
  const quick = options.includes('--quick');
  const where = environment();
  const cluster = localCluster({
    name: 'bench',
    keep: options.includes('--keep'),
  });
  try {
    const stand = await Stand.open(cluster.kubeconfig);
    try {
      for (const name of chosen) {
        const say = (line: string) =>
          process.stderr.write(`${name}: ${line}\n`);
        say('begins');
        const bench = BENCHES[name];
        const startedIn = { ...where, loadAtStart: environment().loadAtStart };
        const report = await bench(stand, { quick, say });
        if (quick) {
          process.stdout.write(`${JSON.stringify(report.rows)}\n`);
        } else {
          process.stdout.write(`${writeReport(name, report, startedIn)}\n`);
        }
      }
    } finally {
      await stand.close();
    }
  } finally {
    cluster.down();
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  error => {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  },
);
