import { setTimeout as delay } from 'node:timers/promises';
import { environment } from '../report/environment';
import { writeReport } from '../report/Report';
import { summaryOf } from '../report/summary';
import { clusterNumbered, INSTANCES } from './instances';
import { Part } from './Part';

const SIZES = [1, 10, 100, 1_000];
const CALM_SECONDS = 5;
const MEASURED_SECONDS = 20;
const KILLS = 10;
const USAGE = `Usage: npm run bench:engine-cost [-- --quick] [-- SIZE…]
  SIZE     numbers of clusters, by default ${SIZES.join(', ')}
  --quick  seconds instead of minutes, to see that it works; nothing is written`;

/** What one size showed. */
interface Figures {
  readonly clusters: number;
  readonly secondsToHealthy: number;
  readonly probesPerSecond: number;
  readonly statementsPerSecond: number;
  /** Of one core. */
  readonly cpu: number;
  readonly rssMiB: number;
  readonly delayP50: number;
  readonly delayP99: number;
  readonly delayMax: number;
  readonly detectionMs: readonly number[];
  readonly failoverMs: readonly number[];
}

async function measure(
  clusters: number,
  quick: boolean,
  say: (line: string) => void,
): Promise<Figures> {
  const fleet = new Part('fleet', clusters);
  const parts = [fleet];
  try {
    await fleet.hear('ready', 120);
    const begin = performance.now();
    const engine = new Part('engine', clusters);
    parts.push(engine);
    await engine.hear('healthy', 900, ({ count }) => count === clusters);
    const secondsToHealthy = (performance.now() - begin) / 1000;
    say(`${clusters} healthy after ${secondsToHealthy.toFixed(1)} s`);
    await delay(quick ? 2_000 : CALM_SECONDS * 1000);

    const usageBefore = await engine.ask({ type: 'count' }, 'usage');
    const countsBefore = await fleet.ask({ type: 'count' }, 'counts');
    const from = performance.now();
    await delay(quick ? 5_000 : MEASURED_SECONDS * 1000);
    const usage = await engine.ask({ type: 'count' }, 'usage');
    const counts = await fleet.ask({ type: 'count' }, 'counts');
    const seconds = (performance.now() - from) / 1000;

    const detectionMs: number[] = [];
    const failoverMs: number[] = [];
    const kills = Math.min(clusters, quick ? 2 : KILLS);
    for (let kill = 0; kill < kills; kill++) {
      const cluster = clusterNumbered(Math.floor((kill * clusters) / kills));
      const { primary } = await engine.ask(
        { type: 'watch', cluster: cluster.name },
        'watched',
      );
      const done = engine.hear('failedOver', 60);
      const ordinal = Number(primary.split('-')[1]);
      const { at } = await fleet.ask(
        { type: 'kill', host: cluster.hostOf(ordinal) },
        'killed',
      );
      const { detectedAt, promotedAt } = await done;
      detectionMs.push(detectedAt - at);
      failoverMs.push(promotedAt - at);
    }
    return {
      clusters,
      secondsToHealthy,
      probesPerSecond: (counts.probes - countsBefore.probes) / seconds,
      statementsPerSecond:
        (counts.statements - countsBefore.statements) / seconds,
      cpu: (usage.cpuSeconds - usageBefore.cpuSeconds) / seconds,
      rssMiB: usage.rssMiB,
      delayP50: usage.delayP50,
      delayP99: usage.delayP99,
      delayMax: usage.delayMax,
      detectionMs,
      failoverMs,
    };
  } finally {
    for (const part of parts) part.end();
  }
}

async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes('--quick');
  const given = args.filter(arg => arg !== '--quick');
  const sizes = given.length > 0 ? given.map(Number) : SIZES;
  if (sizes.some(size => !Number.isInteger(size) || size < 1)) {
    throw new Error(USAGE);
  }
  const where = environment();
  const figures: Figures[] = [];
  const say = (line: string) => process.stderr.write(`engine-cost: ${line}\n`);
  for (const size of sizes) {
    const measured = await measure(size, quick, say);
    say(JSON.stringify(measured));
    figures.push(measured);
  }
  const ms = (value: number) => `${Math.round(value)} ms`;
  const rows = figures.map(one => [
    one.clusters,
    Math.round(one.probesPerSecond),
    Math.round(one.statementsPerSecond),
    `${(one.cpu * 100).toFixed(1)} %`,
    `${Math.round(one.rssMiB)} MiB`,
    `${one.delayP50.toFixed(1)} / ${one.delayP99.toFixed(1)} / ${ms(
      one.delayMax,
    )}`,
    ms(summaryOf(one.detectionMs).p50),
    ms(summaryOf(one.detectionMs).max),
    ms(summaryOf(one.failoverMs).p50),
  ]);
  if (quick) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
    return;
  }
  process.stdout.write(
    writeReport(
      'engine-cost',
      {
        title: 'What the engine costs',
        what: `One operator process looks after 1 to 1,000 clusters of ${INSTANCES} instances. The servers are fakes in another process that speak MySQL’s protocol over TLS, one address each; Kubernetes is in the engine’s own memory, which is counted against it. After ${CALM_SECONDS} s of calm, ${MEASURED_SECONDS} s are measured; then primaries of up to ${KILLS} clusters are killed one after another. Detection ends when the engine has recorded that it acts (\`status.fence\`), failover when \`status.primary\` names another one.`,
        head: [
          'clusters',
          'probes/s',
          'statements/s',
          'CPU of one core',
          'memory',
          'event loop delay p50 / p99 / max',
          'detection p50',
          'detection max',
          'failover p50',
        ],
        rows,
        notes: [
          'The delay of the event loop includes the 5 ms of its sampling.',
          'Real servers answer later than these: the figures are the engine’s part.',
        ],
        raw: figures,
      },
      where,
    ),
  );
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
