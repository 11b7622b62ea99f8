import {
  MySQLBackup,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { beyondRetention } from './beyondRetention';

const NOW = Date.parse('2026-05-10T00:00:00Z');

/** A backup that was complete so many days ago. */
function backup(
  name: string,
  daysAgo: number,
  phase: 'Succeeded' | 'Failed' | 'Running' = 'Succeeded',
  proof?: 'Running' | 'Refuted',
): MySQLBackup {
  const at = new Date(NOW - daysAgo * 86_400_000).toISOString();
  return mysqlBackupSchema.parse({
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLBackup',
    metadata: {
      ...{ name, namespace: 'shop', uid: name, resourceVersion: '1' },
      creationTimestamp: at,
    },
    spec: { clusterName: 'orders', locationName: 'store' },
    status: {
      phase,
      completedAt: phase === 'Running' ? undefined : at,
      ...(proof && { verification: { phase: proof, startedAt: at } }),
    },
  });
}
const five = [
  backup('a', 0),
  backup('b', 1),
  backup('c', 2),
  backup('d', 3),
  backup('e', 4),
];

describe('beyondRetention', () => {
  it('keeps what the oldest moments within the age are restored from, where there is an archive', () => {
    const names = (retention: Parameters<typeof beyondRetention>[1]) =>
      beyondRetention(five, retention, NOW, true).map(b => b.metadata.name);
    expect(names({ maxAge: '36h' })).toEqual(['d', 'e']);
    expect(names({ maxAge: '30d' })).toEqual([]);
    expect(names({ maxAge: '36h', keepLast: 4 })).toEqual(['e']);
    expect(names({ keepLast: 2 })).toEqual(['c', 'd', 'e']);
  });

  it.each([
    ['nothing without a bound', five, {}, []],
    ['all but the newest three', five, { keepLast: 3 }, ['d', 'e']],
    ['what is older', five, { maxAge: '48h' }, ['d', 'e']],
    [
      'only what neither bound keeps',
      five,
      { keepLast: 4, maxAge: '2d' },
      ['e'],
    ],
    [
      'only what neither bound keeps, the other way round',
      five,
      { keepLast: 1, maxAge: '3d' },
      ['e'],
    ],
    [
      'never the last good one, however old',
      [backup('old', 90), backup('new', 1, 'Failed')],
      { maxAge: '1d' },
      [],
    ],
    [
      'not what is being made',
      [backup('x', 9, 'Running'), backup('good', 1)],
      { keepLast: 1 },
      [],
    ],
    [
      'failures from before the oldest good one that stays',
      [
        backup('late', 0, 'Failed'),
        backup('good', 1),
        backup('early', 2, 'Failed'),
        backup('bad', 3),
      ],
      { keepLast: 1 },
      ['early', 'bad'],
    ],
    [
      'no good one for the sake of one that was refuted',
      [
        backup('refuted', 0, 'Succeeded', 'Refuted'),
        backup('good', 1),
        backup('old', 2, 'Succeeded', 'Refuted'),
        backup('older', 3),
      ],
      { keepLast: 1 },
      ['old', 'older'],
    ],
    [
      'not what is being proved',
      [backup('new', 0), backup('old', 1, 'Succeeded', 'Running')],
      { keepLast: 1 },
      [],
    ],
    [
      'no failure while there was no success',
      [backup('one', 3, 'Failed'), backup('two', 2, 'Failed')],
      { keepLast: 1 },
      [],
    ],
  ])('gives %s', (_, backups, retention, names) => {
    expect(
      beyondRetention(backups, retention, NOW).map(b => b.metadata.name),
    ).toEqual(names);
  });
});
