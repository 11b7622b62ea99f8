import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bench } from './Bench';
import { Report } from './report/Report';
import { summaryOf } from './report/summary';
import { seconds } from './seconds';
import { BackendUnderTest } from './stand/BackendUnderTest';
import { ROOT } from '../e2e/stand';

const ROUNDS = 5;

/** How long the portal takes until it answers, from nothing. */
export const portalStart: Bench = async (
  stand,
  { quick, say },
): Promise<Report> => {
  if (!existsSync(join(ROOT, 'packages/app/dist/index.html'))) {
    throw new Error(
      'The portal’s pages are not built: run npm start once, or yarn workspace app build.',
    );
  }
  await stand.stopOperator();
  const rounds: { pageMs: number; readyMs: number; rssBytes: number }[] = [];
  for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
    const state = await mkdtemp(join(tmpdir(), 'mysql-ha-bench-'));
    const portal = await BackendUnderTest.portal(state);
    try {
      await portal.showsPage();
      const pageMs = portal.ageMs;
      await portal.ready();
      const readyMs = portal.ageMs;
      const { rssBytes } = await portal.usage();
      rounds.push({ pageMs, readyMs, rssBytes });
      say(`round ${round + 1}: page after ${seconds(pageMs)}`);
    } finally {
      await portal.stop();
      await rm(state, { recursive: true, force: true });
    }
  }
  const row = (name: string, figures: readonly number[]) => {
    const { min, p50, max } = summaryOf(figures);
    return [name, seconds(min), seconds(p50), seconds(max)];
  };
  const memory = summaryOf(rounds.map(r => r.rssBytes / 1024 ** 2));
  return {
    title: 'Start of the portal',
    what: 'The portal with the operator in it is started from its sources with an empty database, as `npm run portal` does it: until its page is served, and until all plugins have started. The pages are built before.',
    head: ['', 'min', 'p50', 'max'],
    rows: [
      row(
        'the page is served',
        rounds.map(r => r.pageMs),
      ),
      row(
        'all plugins have started',
        rounds.map(r => r.readyMs),
      ),
      [
        'resident memory then',
        ...[memory.min, memory.p50, memory.max].map(
          mib => `${Math.round(mib)} MiB`,
        ),
      ],
    ],
    notes: [`${rounds.length} rounds, each a new process.`],
    raw: rounds,
  };
};
