import { VirtualClock } from '../mysql/inMemory';
import { IncidentIntent } from '../plan';
import { IncidentLog } from './IncidentLog';

const FENCE: IncidentIntent = {
  kind: 'Failover',
  cause: 'orders-0 is dead',
  evidence: ['orders-1 has lost it'],
  from: 'orders-0',
  waitedFor: 1,
};
const PROMOTE: IncidentIntent = {
  kind: 'Failover',
  cause: 'orders-0 is dead',
  evidence: [],
  from: 'orders-0',
  to: 'orders-1',
};

describe('IncidentLog', () => {
  it('joins the plans of one failover, and measures until the first commit', async () => {
    const clock = new VirtualClock();
    const log = new IncidentLog(clock);
    log.open(FENCE, 900);
    await clock.advance(100);
    log.note('stop the receiver of orders-1', 100, 'Done');
    log.open(PROMOTE, 0);
    await clock.advance(200);
    log.note('first commit on orders-1', 200, 'Done');
    await clock.advance(5_000);
    log.note('point orders-2 at orders-1', 5_000, 'Failed');
    expect(log.ended(2)).toMatchObject({
      kind: 'Failover',
      from: 'orders-0',
      to: 'orders-1',
      term: 2,
      evidence: ['orders-1 has lost it'],
      outageMs: 1_200,
      waitedFor: 1,
      transactionsLost: 0,
      steps: [
        {
          name: 'stop the receiver of orders-1',
          durationMs: 100,
          state: 'Done',
        },
        { name: 'first commit on orders-1', durationMs: 200, state: 'Done' },
        { durationMs: 5_000, state: 'Failed' },
      ],
    });
    log.discard();
    expect(log.ended(2)).toBeUndefined();
  });

  it('knows who led before, also when an earlier operator fenced it', () => {
    const log = new IncidentLog(new VirtualClock());
    log.open(PROMOTE, 0);
    expect(log.ended(2)).toMatchObject({ from: 'orders-0', to: 'orders-1' });
  });

  it('keeps what a forced failover lost, and that the old primary may hold more', () => {
    const log = new IncidentLog(new VirtualClock());
    log.open(FENCE, 0);
    log.open(
      {
        ...PROMOTE,
        waitedFor: 0,
        transactionsLost: 4,
        lostGtids: 'a:11-14',
        operation: 'ask',
      },
      0,
    );
    expect(log.ended(2)).toMatchObject({
      waitedFor: 0,
      transactionsLost: 4,
      lostGtids: 'a:11-14',
      operation: 'ask',
    });
  });

  it('claims nothing of a loss where commits waited for nobody', () => {
    const log = new IncidentLog(new VirtualClock());
    log.open({ ...FENCE, waitedFor: 0 }, 0);
    expect(log.ended(2)?.transactionsLost).toBeUndefined();
  });

  it('claims nothing of what a rebuild destroys', () => {
    const log = new IncidentLog(new VirtualClock());
    log.open({ kind: 'Rebuild', cause: 'a test', evidence: [], to: 'a' }, 0);
    expect(log.ended(2)?.transactionsLost).toBeUndefined();
  });

  it('keeps what was planned and never begun', () => {
    const log = new IncidentLog(new VirtualClock());
    log.open({ ...FENCE, planned: ['journal the intent'] }, 0);
    log.note('journal the intent', 10, 'Done');
    log.open({ ...PROMOTE, planned: ['make orders-1 writable', 'route'] }, 0);
    log.note('route', 10, 'Failed');
    expect(log.ended(2)?.steps.map(s => `${s.name} ${s.state}`)).toEqual([
      'journal the intent Done',
      'route Failed',
      'make orders-1 writable Skipped',
    ]);
  });

  it('forgets a switchover that was put back', () => {
    const log = new IncidentLog(new VirtualClock());
    log.open({ ...PROMOTE, kind: 'Switchover' }, 0);
    log.discard();
    expect(log.kind).toBeUndefined();
    expect(log.ended(1)).toBeUndefined();
  });
});
