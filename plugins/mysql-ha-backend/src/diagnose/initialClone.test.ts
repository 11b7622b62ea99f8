import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { OutsideFacts } from '../mysql';
import { OutsideView, Snapshot } from '../observe';
import { gtids } from '../observe/__testUtils__/gtids';
import {
  SnapshotBuilder,
  snapshotOf,
} from '../observe/__testUtils__/snapshotOf';
import { inGroup } from './__testUtils__/inGroup';
import { shown } from './__testUtils__/shown';

const initFrom: ClusterSpecInput['initFrom'] = {
  clone: { host: 'db.example', secretRef: { name: 'outside-login' } },
};

const OUTSIDE: OutsideFacts = {
  serverUuid: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  version: '9.7.1',
  gtidMode: 'ON',
  gtidExecuted: gtids('f:1-10'),
  gtidPurged: gtids('f:1-4'),
  givesClones: true,
};

const seeing = (change: Partial<OutsideFacts> = {}): OutsideView => ({
  login: 'there',
  loginGiven: false,
  seen: { state: 'reachable', facts: { ...OUTSIDE, ...change } },
});

const failing = (kind: 'denied' | 'timeout', message: string): OutsideView => ({
  ...seeing(),
  seen: { state: 'unreachable', failure: { kind, code: 'ER', message } },
});

const fresh = snapshotOf(3)
  .neverBootstrapped()
  .spec({ initFrom })
  .with({ outside: seeing() });

const beginning = (snapshot: Snapshot) => inGroup('Beginning', snapshot);

describe('a new cluster whose first data a MySQL outside gives', () => {
  it.each<[string, SnapshotBuilder, readonly string[]]>([
    [
      'all are empty: the first is filled',
      fresh,
      ['InitialCloneDue orders-0 → CloneOutside'],
    ],
    [
      'one that was never given a volume is not waited for',
      fresh.unreachable(2).volume(2, { bound: false }),
      ['InitialCloneDue orders-0 → CloneOutside'],
    ],
    [
      'one with a volume does not answer, and may hold data',
      fresh.unreachable(2),
      ['AwaitingInstances orders-0'],
    ],
    [
      'the first does not answer',
      fresh.unreachable(0),
      ['AwaitingInstances orders-0'],
    ],
    [
      'it is under way, and the other too busy to be asked',
      fresh
        .with({ outside: failing('timeout', 'no answer') })
        .instance(0, instance => ({
          ...instance,
          task: { kind: 'Clone', donor: 'db.example:3306', message: 'Copied.' },
        })),
      ['InitialCloneDue orders-0'],
    ],
    [
      'nobody has looked at the other yet',
      fresh.with({
        outside: { ...seeing(), login: 'unknown', seen: { state: 'unknown' } },
      }),
      ['InitialCloneDue orders-0'],
    ],
    [
      'it was copied: it begins with those data',
      fresh.facts(0, { gtidExecuted: gtids('f:1-10') }),
      ['NeverBootstrapped orders-0 → Bootstrap'],
    ],
    [
      'the status was lost, and another holds the data: nothing is copied over them',
      fresh.facts(1, { gtidExecuted: gtids('f:1-12') }),
      ['NeverBootstrapped orders-1 → Bootstrap'],
    ],
    [
      'the volumes of an earlier cluster are there, though never written to',
      fresh
        .volume(0, { adopted: true })
        .volume(1, { adopted: true })
        .volume(2, { adopted: true }),
      ['NeverBootstrapped orders-0 → Bootstrap'],
    ],
    [
      'it has begun before, by what is left of the status',
      fresh.recorded({ term: 3 }),
      ['NeverBootstrapped orders-0 → Bootstrap'],
    ],
    [
      'it took writes before, by what is left of the status',
      fresh.recorded({ endedBootstrap: true }),
      ['NeverBootstrapped orders-0 → Bootstrap'],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(beginning(builder.taken))).toEqual(findings);
  });

  it.each<[string, OutsideView, RegExp, RegExp]>([
    [
      'the Secret is missing',
      { ...seeing(), login: 'missing', seen: { state: 'unknown' } },
      /The Secret outside-login with the login for db\.example:3306 is not there/,
      /create secret generic -n shop outside-login/,
    ],
    [
      'the login is wrong',
      failing('denied', 'Access denied'),
      /db\.example:3306 refuses the login of the Secret outside-login: Access denied/,
      /BACKUP_ADMIN/,
    ],
    [
      'nobody reaches it',
      failing('timeout', 'no answer in 3 s'),
      /db\.example:3306 can’t be reached \(no answer in 3 s\)/,
      /correct spec\.initFrom\.clone/,
    ],
    [
      'it is newer',
      seeing({ version: '9.8.0' }),
      /is MySQL 9\.8\.0 and here is 9\.7\.\d+/,
      /Set spec\.image to 9\.8\.0/,
    ],
    [
      'it is older',
      seeing({ version: '8.4.3' }),
      /is MySQL 8\.4\.3 and here/,
      /Set spec\.image to 8\.4\.3/,
    ],
    [
      'it lacks the plugin',
      seeing({ givesClones: false }),
      /its plugin “clone” is not active/,
      /INSTALL PLUGIN clone/,
    ],
    [
      'it has no GTIDs',
      seeing({ gtidMode: 'OFF', gtidExecuted: gtids('') }),
      /no transaction with a GTID \(gtid_mode is OFF\)/,
      /Switch gtid_mode ON/,
    ],
  ])(
    'waits for a person, and says why, when %s',
    (_, outside, message, next) => {
      const [finding] = beginning(fresh.with({ outside }).taken);
      expect(finding).toMatchObject({
        code: 'InitialCloneRefused',
        severity: 'critical',
        message: expect.stringMatching(message),
        next: expect.stringMatching(next),
      });
      expect(finding.recovery).toBeUndefined();
    },
  );

  it('says why the last try failed', () => {
    const [finding] = beginning(
      fresh.instance(0, instance => ({
        ...instance,
        taskFailure: 'the disk is too small',
      })).taken,
    );
    expect(finding).toMatchObject({
      code: 'InitialCloneDue',
      severity: 'warning',
      message:
        'orders-0 is filled by CLONE from db.example:3306. The last try failed: the disk is too small',
      recovery: {
        kind: 'CloneOutside',
        instance: 'orders-0',
        donor: 'db.example:3306',
      },
    });
  });
});

describe('a new cluster whose first data a backup gives', () => {
  const message = 'The first data of orders are restored: it is filled.';

  it('starts nothing before they are there, whatever answers', () => {
    expect(
      beginning(
        snapshotOf(3).neverBootstrapped().with({ awaitedData: { message } })
          .taken,
      ),
    ).toEqual([{ code: 'InitialDataAwaited', severity: 'info', message }]);
  });

  it('waits for a person when that failed', () => {
    const [finding] = beginning(
      snapshotOf(1)
        .neverBootstrapped()
        .with({ awaitedData: { message, next: 'Put it right.' } }).taken,
    );
    expect(finding).toMatchObject({
      severity: 'critical',
      next: 'Put it right.',
    });
  });
});
