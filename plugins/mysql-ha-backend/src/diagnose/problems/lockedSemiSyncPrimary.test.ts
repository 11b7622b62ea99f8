import { REPLICATING } from '../../observe/__testUtils__/healthy';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';
import { shown } from '../__testUtils__/shown';

const semiSync = (change: {
  enabled?: boolean;
  waitFor?: number;
  clients?: number;
  waitingSessions?: number;
}) => ({
  semiSyncSource: {
    enabled: true,
    waitFor: 1,
    clients: 2,
    waitingSessions: 0,
    ...change,
  },
});

describe('primaryHasSource', () => {
  it.each([
    ['has none', snapshotOf(3), []],
    [
      'follows somebody while it takes writes',
      snapshotOf(3).facts(0, { replica: REPLICATING }),
      ['PrimaryHasSource orders-0 → ForgetSource'],
    ],
  ])('a primary that %s', (_, builder, findings) => {
    expect(shown(inGroup('AnsweringPrimary', builder.taken))).toEqual(findings);
  });
});

describe('semiSyncNotAsRecorded', () => {
  it.each([
    ['as recorded', snapshotOf(3), []],
    [
      'for nobody',
      snapshotOf(3).facts(0, semiSync({ enabled: false })),
      ['SemiSyncNotAsRecorded orders-0 → CorrectSemiSync'],
    ],
    [
      'for more, as a change that was cut off leaves it',
      snapshotOf(3).facts(0, semiSync({ waitFor: 2 })),
      ['SemiSyncNotAsRecorded orders-0 → CorrectSemiSync'],
    ],
    [
      'for nobody during a change of primary',
      snapshotOf(3)
        .fenced()
        .facts(0, semiSync({ enabled: false })),
      [],
    ],
  ])('commits wait %s', (_, builder, findings) => {
    expect(shown(inGroup('AnsweringPrimary', builder.taken))).toEqual(findings);
  });
});

describe('lockedSemiSyncPrimary', () => {
  const locked = (builder: ReturnType<typeof snapshotOf>) =>
    inGroup('AnsweringPrimary', builder.taken);

  it('is silent while enough replicas are connected', () => {
    expect(locked(snapshotOf(3).facts(0, semiSync({ clients: 1 })))).toEqual(
      [],
    );
  });

  it('is silent where commits wait for nobody', () => {
    expect(locked(snapshotOf(3).async())).toEqual([]);
  });

  it('says what writes wait for', () => {
    const [finding] = locked(
      snapshotOf(3).facts(0, semiSync({ clients: 0, waitingSessions: 4 })),
    );
    expect(finding).toMatchObject({
      code: 'LockedSemiSyncPrimary',
      severity: 'critical',
      message:
        'Writes wait: each commit needs 1 acknowledgement and 0 replicas are connected (4 sessions waiting). No acknowledged commit is lost.',
    });
    expect(finding.recovery).toBeUndefined();
  });

  it('says with two instances that this lasts until the other is back', () => {
    const [finding] = locked(snapshotOf(2).facts(0, semiSync({ clients: 0 })));
    expect(finding.message).toMatch(/until the other one is back\.$/);
  });
});
