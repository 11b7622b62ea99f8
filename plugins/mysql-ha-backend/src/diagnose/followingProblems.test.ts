import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { OutsideFacts } from '../mysql';
import { OutsideView, Snapshot } from '../observe';
import { gtids } from '../observe/__testUtils__/gtids';
import { REPLICATING } from '../observe/__testUtils__/healthy';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { shown } from './__testUtils__/shown';
import { diagnose } from './diagnose';
import { findingsIn } from './findingsIn';
import { FOLLOWING_PROBLEMS } from './followingProblems';
import { inOrder } from './inOrder';

const externalSource: ClusterSpecInput['externalSource'] = {
  host: 'db.example',
  secretRef: { name: 'outside-login' },
};

const OUTSIDE: OutsideFacts = {
  serverUuid: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  version: '9.7.1',
  gtidMode: 'ON',
  gtidExecuted: gtids('a:1-10'),
  gtidPurged: gtids(''),
  givesClones: true,
};

const seeing = (change: Partial<OutsideFacts> = {}): OutsideView => ({
  login: 'there',
  loginGiven: true,
  seen: { state: 'reachable', facts: { ...OUTSIDE, ...change } },
});

/** Two instances that follow `db.example`, in perfect health. */
const following = snapshotOf(2)
  .async()
  .spec({ topology: 'SemiSync', externalSource })
  .recorded({ endedBootstrap: false })
  .facts(0, {
    readOnly: true,
    superReadOnly: true,
    replica: { ...REPLICATING, sourceHost: 'db.example' },
  })
  .with({ outside: seeing() });

const found = (snapshot: Snapshot) =>
  findingsIn({ counts: 'first' }, inOrder(FOLLOWING_PROBLEMS), snapshot);

describe('a cluster that follows a MySQL outside', () => {
  it('is well although its primary is read-only and nobody waits for anything', () => {
    expect(diagnose(following.taken)).toEqual([]);
  });

  it.each([
    [
      'the Secret is missing',
      following.with({ outside: { ...seeing(), login: 'missing' } }),
      ['ExternalSourceLoginMissing'],
    ],
    [
      'the login is refused to the operator',
      following.with({
        outside: {
          ...seeing(),
          seen: {
            state: 'unreachable',
            failure: { kind: 'denied', code: 'ER', message: 'Access denied' },
          },
        },
      }),
      ['ExternalSourceDenied'],
    ],
    [
      'the primary was fenced, and follows',
      following.facts(0, { offlineMode: true }),
      ['FollowerOffline → LiftOfflineMode'],
    ],
    [
      'only the primary can reach it, and its login is refused',
      following
        .replica(0, {
          receiver: 'CONNECTING',
          receiverError: { code: 1045, message: 'Access denied' },
        })
        .with({
          outside: {
            ...seeing(),
            seen: {
              state: 'unreachable',
              failure: { kind: 'timeout', code: 'ETIMEDOUT', message: 'late' },
            },
          },
        }),
      ['ExternalSourceDenied'],
    ],
    [
      'it has no GTIDs',
      following.with({ outside: seeing({ gtidMode: 'OFF' }) }),
      ['ExternalSourceWithoutGtid'],
    ],
    [
      'it is newer',
      following.with({ outside: seeing({ version: '10.0.1' }) }),
      ['ExternalSourceNewer'],
    ],
    [
      'it is a newer patch of the same series',
      following.with({ outside: seeing({ version: '9.7.12-cloud' }) }),
      [],
    ],
    [
      'the volumes hold another history',
      following
        .facts(0, { gtidExecuted: gtids('a:1-10,b:1-3') })
        .with({ outside: seeing() }),
      ['ExternalSourceUnrelated'],
    ],
    [
      'the primary has received more than was there a moment ago',
      following
        .facts(0, { gtidExecuted: gtids('a:1-14') })
        .replica(0, { received: gtids('a:1-14') }),
      [],
    ],
    [
      'the binlogs do not go back far enough',
      following
        .facts(0, { gtidExecuted: gtids(''), replica: undefined })
        .with({ outside: seeing({ gtidPurged: gtids('a:1-4') }) }),
      ['ExternalSourcePurged → CloneOutside'],
    ],
    [
      'they do not, and it is older than the primary',
      following.facts(0, { gtidExecuted: gtids(''), replica: undefined }).with({
        outside: seeing({ gtidPurged: gtids('a:1-4'), version: '8.4.3' }),
      }),
      ['ExternalSourcePurged'],
    ],
    [
      'they do not, and it gives no clones',
      following.facts(0, { gtidExecuted: gtids(''), replica: undefined }).with({
        outside: seeing({ gtidPurged: gtids('a:1-4'), givesClones: false }),
      }),
      ['ExternalSourcePurged'],
    ],
    [
      'the primary does not follow it yet',
      following.facts(0, { replica: undefined }),
      ['ExternalSourceNotFollowed → FollowOutside'],
    ],
    [
      'nobody has looked at it yet',
      following.facts(0, { replica: undefined }).with({
        outside: { ...seeing(), seen: { state: 'unknown' } },
      }),
      [],
    ],
    [
      'the password is another one since',
      following.with({ outside: { ...seeing(), loginGiven: false } }),
      ['ExternalSourceNotFollowed → FollowOutside'],
    ],
    [
      'it is silent',
      following.replica(0, {
        receiver: 'CONNECTING',
        receiverError: { code: 2003, message: 'can’t connect' },
      }),
      ['ExternalSourceInterrupted'],
    ],
    [
      'its receiver has stopped',
      following.replica(0, { receiver: 'OFF' }),
      ['ExternalSourceInterrupted → FollowOutside'],
    ],
    [
      'a transaction can’t be applied',
      following.replica(0, {
        applierOn: false,
        applierError: { code: 1062, message: 'Duplicate entry' },
      }),
      ['ExternalSourceInterrupted'],
    ],
    [
      'it was interrupted while it was pointed there',
      following
        .with({ outside: { ...seeing(), loginGiven: false } })
        .replica(0, {
          applierOn: false,
          receiver: 'OFF',
          applierError: {
            code: 13_124,
            message: 'Replica failed to initialize applier metadata structure',
          },
        }),
      ['ExternalSourceNotFollowed → RestartPod'],
    ],
    ['a change of primary is under way', following.fenced(), []],
    [
      'the primary is being filled',
      following.facts(0, { replica: undefined }).instance(0, i => ({
        ...i,
        task: { kind: 'Clone', donor: 'db.example', message: 'It is filled.' },
      })),
      [],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(found(builder.taken))).toEqual(findings);
  });

  it('takes no part in it once it has taken writes of its own', () => {
    const { taken } = snapshotOf(2).spec({ externalSource });
    expect(found(taken)).toEqual([]);
    expect(shown(diagnose(taken))).toEqual(['ExternalSourceTooLate']);
  });

  it('does not take for errant what was written outside', () => {
    const { taken } = following.facts(1, {
      gtidExecuted: gtids('a:1-10,f:1-3'),
    });
    expect(shown(diagnose(taken))).toEqual([]);
  });
});
