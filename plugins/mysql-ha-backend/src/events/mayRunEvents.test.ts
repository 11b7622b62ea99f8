import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { mayRunEvents } from './mayRunEvents';

const UUID = snapshotOf(3).taken.instances.map(({ mysql }) =>
  mysql.state === 'reachable' ? mysql.facts.serverUuid : '',
);

const leading = () =>
  snapshotOf(3).facts(0, { term: { term: 1, primaryUuid: UUID[0] } });

describe('mayRunEvents', () => {
  it('lets them run on the primary of the current term', () => {
    expect(mayRunEvents(leading().taken)?.name).toBe('orders-0');
  });

  it.each([
    [
      'no commit of this term proved it',
      leading().facts(0, { term: undefined }),
    ],
    ['its commit was of an earlier term', leading().recorded({ term: 2 })],
    [
      'the commit of this term was another’s',
      leading().facts(0, { term: { term: 1, primaryUuid: UUID[1] } }),
    ],
    ['it is read-only', leading().facts(0, { superReadOnly: true })],
    ['it is closed to clients', leading().facts(0, { offlineMode: true })],
    [
      'a failover is under way',
      leading().recorded({
        fence: { term: 1, since: '2026-01-01T12:00:00Z', reason: 'dead' },
      }),
    ],
    [
      'a person closed it',
      leading().recorded({
        fencedInstances: [
          { name: 'orders-0', reason: 'a look', since: '2026-01-01T12:00:00Z' },
        ],
      }),
    ],
    ['the cluster is paused', leading().spec({ paused: true })],
    ['the cluster sleeps', leading().spec({ hibernate: true })],
    [
      'a commit waits',
      leading().facts(0, {
        semiSyncSource: {
          enabled: true,
          waitFor: 1,
          clients: 2,
          waitingSessions: 1,
        },
      }),
    ],
    [
      'a commit would wait',
      leading().facts(0, {
        semiSyncSource: {
          enabled: true,
          waitFor: 1,
          clients: 0,
          waitingSessions: 0,
        },
      }),
    ],
  ])('lets none run while %s', (_, builder) => {
    expect(mayRunEvents(builder.taken)).toBeUndefined();
  });
});
