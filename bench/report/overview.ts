import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { seconds } from '../seconds';
import { readFigures, RESULTS } from './results';
import { summaryOf } from './summary';
import { table } from './table';

/** What is read of a report's figures, of ours and of Group Replication's. */
const figuresSchema = z.object({
  lost: z.union([z.number(), z.array(z.unknown())]),
  outages: z.array(z.number()).optional(),
  rounds: z
    .array(
      z.object({
        outageMs: z.number(),
        phases: z.object({ detected: z.number() }).optional(),
      }),
    )
    .optional(),
});

/** The events in the order of design and page, with what they are called there. */
const EVENTS: readonly (readonly [string, string])[] = [
  ['killed', 'mysqld killed'],
  ['frozen', 'mysqld frozen (SIGSTOP)'],
  ['node-cut', 'node cut off the network'],
  ['switchover', 'switchover'],
  ['group-replication-killed', 'Group Replication: mysqld killed'],
  ['group-replication-frozen', 'Group Replication: mysqld frozen'],
];

/** Writes `bench/results/failover.md` from the reports that are there: one line for each event. */
export function writeOverview(): void {
  const rows = EVENTS.flatMap(([name, title]) => {
    const taken = readFigures(`failover-${name}`, figuresSchema);
    if (!taken) return [];
    const { figures, day } = taken;
    const outages =
      figures.outages ?? figures.rounds?.map(round => round.outageMs) ?? [];
    const detected = figures.rounds?.flatMap(
      ({ phases }) => phases?.detected ?? [],
    );
    const { count, p50, p95, max } = summaryOf(outages);
    const { lost } = figures;
    return [
      [
        `[${title}](failover-${name}.md)`,
        count,
        seconds(p50),
        seconds(p95),
        seconds(max),
        detected?.length ? seconds(summaryOf(detected).p50) : '–',
        typeof lost === 'number' ? lost : lost.length,
        day,
      ],
    ];
  });
  const page = [
    '# Failover',
    '',
    'Write outage as a client sees it that commits every 10 ms, gives a connection up after 1 s without an answer and reconnects at once. Each event has a page with the engine’s own phases, a driver with its default settings, and every round.',
    '',
    ...table(
      [
        'event',
        'rounds',
        'p50',
        'p95',
        'max',
        'detected p50',
        'commits lost',
        'taken',
      ],
      rows,
    ),
    '',
  ];
  writeFileSync(join(RESULTS, 'failover.md'), page.join('\n'));
}
