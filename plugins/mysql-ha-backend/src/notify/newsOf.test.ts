import {
  Incident,
  MySQLCluster,
  mysqlClusterSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { newsOf } from './newsOf';

const NOW = Date.parse('2026-01-01T12:00:00Z');

const FAILOVER: Incident = {
  kind: 'Failover',
  startedAt: '2026-01-01T11:00:00.000Z',
  outageMs: 2_140,
  from: 'orders-0',
  to: 'orders-1',
  term: 2,
  cause: 'orders-0 is dead',
  evidence: [],
  steps: [],
  transactionsLost: 0,
};

function cluster(status: Partial<MySQLCluster['status']>): MySQLCluster {
  return mysqlClusterSchema.parse({
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLCluster',
    metadata: {
      name: 'orders',
      namespace: 'shop',
      uid: 'u',
      resourceVersion: '1',
    },
    spec: {},
    status,
  });
}

describe('newsOf', () => {
  it('tells each incident in a sentence with its cause, the outage and the loss', () => {
    expect(newsOf(cluster({ incidents: [FAILOVER] }), {}, NOW)).toEqual([
      {
        key: 'incident 2026-01-01T11:00:00.000Z',
        title: 'shop/orders: orders-1 replaced orders-0',
        description:
          'Cause: orders-0 is dead. No write could commit for 2.1 s. No acknowledged transaction was lost.',
        severity: 'high',
        topic: 'incident',
        dueAt: 0,
        told: { incident: '2026-01-01T11:00:00.000Z' },
      },
    ]);
  });

  it('tells a loss as critical, and which transactions', () => {
    const [news] = newsOf(
      cluster({
        incidents: [{ ...FAILOVER, transactionsLost: 3, lostGtids: 'a:1-3' }],
      }),
      {},
      NOW,
    );
    expect(news).toMatchObject({ severity: 'critical' });
    expect(news.description).toContain(
      'At least 3 acknowledged transactions were lost: a:1-3.',
    );
  });

  it.each<[Incident['kind'], string]>([
    ['Switchover', 'orders-1 took over from orders-0'],
    ['ColdStart', 'orders-1 leads again after a full stop'],
    ['Rebuild', 'orders-1 was rebuilt'],
  ])('has a headline for a %s', (kind, headline) => {
    const [news] = newsOf(
      cluster({ incidents: [{ ...FAILOVER, kind }] }),
      {},
      NOW,
    );
    expect(news.title).toBe(`shop/orders: ${headline}`);
  });

  it('tells the oldest first, and none that was told or is long past', () => {
    const at = (startedAt: string): Incident => ({ ...FAILOVER, startedAt });
    const incidents = [
      at('2026-01-01T11:30:00.000Z'),
      at('2026-01-01T11:20:00.000Z'),
      at('2026-01-01T11:10:00.000Z'),
      at('2025-12-01T11:10:00.000Z'),
    ];
    const keys = (incident?: string) =>
      newsOf(cluster({ incidents }), { incident }, NOW).map(({ key }) => key);
    expect(keys('2026-01-01T11:10:00.000Z')).toEqual([
      'incident 2026-01-01T11:20:00.000Z',
      'incident 2026-01-01T11:30:00.000Z',
    ]);
    expect(keys()).toHaveLength(3);
  });

  describe('a refusal', () => {
    const refused = (
      phase: 'WaitingForUser' | 'Healthy',
      status: 'True' | 'False' = 'True',
    ) =>
      cluster({
        phase,
        conditions: [
          {
            type: 'Refused',
            status,
            reason: 'DeadPrimaryWithoutQuorum',
            message:
              'Nobody knows the newest commit. Next: bring the nodes back.',
            lastTransitionTime: '2026-01-01T11:59:50Z',
          },
        ],
      });

    it('is told with its remedy, when it has lasted', () => {
      expect(newsOf(refused('WaitingForUser'), {}, NOW)).toEqual([
        {
          key: 'refusal 2026-01-01T11:59:50Z',
          title: 'shop/orders waits for you',
          description:
            'Nobody knows the newest commit. Next: bring the nodes back.',
          severity: 'critical',
          topic: 'refusal',
          dueAt: NOW + 20_000,
          told: { refusal: '2026-01-01T11:59:50Z' },
        },
      ]);
    });

    it('is told in a lower voice while all the rest is carried out', () => {
      const [news] = newsOf(refused('Healthy'), {}, NOW);
      expect(news).toMatchObject({ severity: 'normal' });
      expect(news.title).toContain('is refused');
    });

    it('is not told twice, nor when it has passed', () => {
      const told = { refusal: '2026-01-01T11:59:50Z' };
      expect(newsOf(refused('WaitingForUser'), told, NOW)).toEqual([]);
      expect(newsOf(refused('WaitingForUser', 'False'), {}, NOW)).toEqual([]);
    });
  });
});
