import type { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { timelineOf } from './timeline';

const START = Date.parse('2026-11-20T10:00:01.000Z');

function incident(rest: Partial<Incident> = {}): Incident {
  return {
    kind: 'Failover',
    startedAt: new Date(START).toISOString(),
    term: 2,
    cause: 'mysqld was killed.',
    evidence: [],
    steps: [],
    ...rest,
  };
}

const step = (
  name: string,
  after: number,
  durationMs?: number,
): Incident['steps'][number] => ({
  name,
  startedAt: new Date(START + after).toISOString(),
  durationMs,
  state: durationMs === undefined ? 'Running' : 'Done',
});

describe('timelineOf', () => {
  it('lays steps side by side that ran side by side', () => {
    const { bars, span, outage } = timelineOf(
      incident({ steps: [step('promote', 0, 100), step('re-point', 20, 300)] }),
      START,
    );
    expect(bars.map(({ from, to }) => [from, to])).toEqual([
      [0, 100],
      [20, 320],
    ]);
    expect(span).toBe(320);
    expect(outage).toBeUndefined();
  });

  it('lets the outage end with the first commit and begin before the first step', () => {
    const { noticing, outage, bars, span } = timelineOf(
      incident({
        outageMs: 900,
        steps: [
          step('promote', 0, 200),
          step('first commit of orders-1', 200, 100),
          step('fence orders-0', 300, 500),
        ],
      }),
      START,
    );
    expect(outage).toEqual({ from: 0, to: 900 });
    expect(noticing).toEqual({ from: 0, to: 600 });
    expect(bars[0]).toMatchObject({ from: 600, to: 800 });
    expect(span).toBe(1_400);
  });

  it('needs no noticing where writes stop only during the steps, as in a switchover', () => {
    const { noticing, outage } = timelineOf(
      incident({
        outageMs: 80,
        steps: [step('drain', 0, 300), step('first commit', 300, 30)],
      }),
      START,
    );
    expect(outage).toEqual({ from: 250, to: 330 });
    expect(noticing).toBeUndefined();
  });

  it('lets a step that runs grow until now', () => {
    const { bars } = timelineOf(
      incident({ steps: [step('clone', 0)] }),
      START + 5_000,
    );
    expect(bars).toEqual([
      { name: 'clone', state: 'Running', ended: false, from: 0, to: 5_000 },
    ]);
  });

  it('has a length without any step', () => {
    expect(timelineOf(incident(), START).span).toBe(1);
  });
});
