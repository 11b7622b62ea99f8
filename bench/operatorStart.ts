import { setTimeout as delay } from 'node:timers/promises';
import { Bench } from './Bench';
import { Report } from './report/Report';
import { summaryOf } from './report/summary';
import { seconds } from './seconds';
import { BackendUnderTest } from './stand/BackendUnderTest';

const ROUNDS = 5;
/** After its start a process frees memory for a while; then it is looked at. */
const CALM_MS = 10_000;

/** How long the headless operator takes until it acts, and what it weighs. */
export const operatorStart: Bench = async (
  stand,
  { quick, say },
): Promise<Report> => {
  await stand.stopOperator();
  const rounds: { readyMs: number; actingMs: number; rssBytes: number }[] = [];
  for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
    const operator = await BackendUnderTest.operator();
    await operator.ready();
    const readyMs = operator.ageMs;
    await operator.acting();
    const actingMs = operator.ageMs;
    await delay(CALM_MS);
    const { rssBytes } = await operator.usage();
    rounds.push({ readyMs, actingMs, rssBytes });
    say(`round ${round + 1}: acts after ${seconds(actingMs)}`);
    await operator.stop();
  }
  const row = (name: string, figures: readonly number[]) => {
    const { min, p50, max } = summaryOf(figures);
    return [name, seconds(min), seconds(p50), seconds(max)];
  };
  const memory = summaryOf(rounds.map(r => r.rssBytes / 1024 ** 2));
  return {
    title: 'Start and memory of the operator',
    what: 'The headless operator is started from its sources, as `npm run operator` does it, with no cluster to care for: until its readiness answers, and until it holds the Lease and acts (seen at a resolution of 0.1 s). The one before was stopped in good order and had given the Lease back.',
    head: ['', 'min', 'p50', 'max'],
    rows: [
      row(
        'readiness answers',
        rounds.map(r => r.readyMs),
      ),
      row(
        'it acts',
        rounds.map(r => r.actingMs),
      ),
      [
        `resident memory ${CALM_MS / 1000} s later`,
        ...[memory.min, memory.p50, memory.max].map(
          mib => `${Math.round(mib)} MiB`,
        ),
      ],
    ],
    notes: [
      `${rounds.length} rounds. From sources means that TypeScript is compiled while it starts.`,
    ],
    raw: rounds,
  };
};
