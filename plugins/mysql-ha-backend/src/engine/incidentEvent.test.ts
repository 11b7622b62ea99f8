import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { incidentEvent } from './incidentEvent';

const STEP = { startedAt: '2026-01-01T11:00:00.000Z', durationMs: 31 } as const;
const FAILOVER: Incident = {
  kind: 'Failover',
  startedAt: '2026-01-01T11:00:00.000Z',
  outageMs: 2_140,
  from: 'orders-0',
  to: 'orders-1',
  term: 2,
  cause: 'orders-0 is dead',
  evidence: [],
  steps: [
    { ...STEP, name: 'journal the intent', state: 'Done' },
    { ...STEP, name: 'point orders-2 at orders-1', state: 'Failed' },
  ],
  transactionsLost: 0,
};

describe('incidentEvent', () => {
  it('tells what it was, why, what it cost, and each step', () => {
    expect(incidentEvent(FAILOVER)).toEqual({
      type: 'Warning',
      reason: 'Failover',
      message:
        'orders-1 replaced orders-0. Cause: orders-0 is dead. No write could commit for 2.1 s. No acknowledged transaction was lost. Steps: journal the intent 31 ms, point orders-2 at orders-1 31 ms (failed).',
    });
  });

  it('tells what was planned and not done', () => {
    const [step] = FAILOVER.steps;
    const skipped = {
      ...step,
      durationMs: undefined,
      state: 'Skipped',
    } as const;
    expect(incidentEvent({ ...FAILOVER, steps: [skipped] }).message).toMatch(
      /Steps: journal the intent \(skipped\)\.$/,
    );
  });

  it('is no warning when somebody wished it', () => {
    expect(incidentEvent({ ...FAILOVER, kind: 'Switchover' })).toMatchObject({
      type: 'Normal',
      reason: 'Switchover',
    });
  });

  it('tells a failover that was given up by another name', () => {
    expect(incidentEvent({ ...FAILOVER, to: undefined })).toMatchObject({
      reason: 'FailoverGivenUp',
    });
  });

  it('is no longer than an Event may be', () => {
    const steps = Array.from({ length: 100 }, () => FAILOVER.steps[0]);
    expect(incidentEvent({ ...FAILOVER, steps }).message).toHaveLength(1_000);
  });
});
