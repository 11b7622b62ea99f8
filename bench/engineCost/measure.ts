import { setTimeout as delay } from 'node:timers/promises';
import { clusterNumbered } from './instances';
import { Part } from './Part';

/** For how long nothing is measured after all are healthy, and for how long it is then. */
export const CALM_SECONDS = 5;
export const MEASURED_SECONDS = 20;
/** So many primaries are killed, where there are as many clusters. */
export const KILLS = 10;

/** What one size showed. */
export interface Figures {
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

/** Lets one operator process look after so many clusters, in a process of its own beside the servers. */
export async function measure(
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

    const kills = Math.min(clusters, quick ? 2 : KILLS);
    const killed = await killPrimaries(kills, clusters, { fleet, engine });
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
      ...killed,
    };
  } finally {
    for (const part of parts) part.end();
  }
}

/** One after another, in clusters that lie far apart. */
async function killPrimaries(
  kills: number,
  clusters: number,
  { fleet, engine }: { readonly fleet: Part; readonly engine: Part },
): Promise<Pick<Figures, 'detectionMs' | 'failoverMs'>> {
  const detectionMs: number[] = [];
  const failoverMs: number[] = [];
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
  return { detectionMs, failoverMs };
}
