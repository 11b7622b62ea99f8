import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { incidentExplanation, incidentTitle } from './incidentInWords';

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
};

describe('incidentTitle', () => {
  it.each<[Incident['kind'], string]>([
    ['Failover', 'orders-1 replaced orders-0'],
    ['Switchover', 'orders-1 took over from orders-0'],
    ['ColdStart', 'orders-1 leads again after a full stop'],
    ['Rebuild', 'orders-1 was rebuilt'],
  ])('tells a %s', (kind, title) => {
    expect(incidentTitle({ ...FAILOVER, kind })).toBe(title);
  });

  it('tells a failover that nobody won', () => {
    expect(incidentTitle({ ...FAILOVER, to: undefined })).toBe(
      'orders-0 goes on, a failover from it was given up',
    );
  });
});

describe('incidentExplanation', () => {
  const lost = (change: Partial<Incident>) =>
    incidentExplanation({ ...FAILOVER, ...change });

  it('tells the cause, the outage and that nothing was lost where that is proved', () => {
    expect(lost({ transactionsLost: 0 })).toBe(
      'Cause: orders-0 is dead. No write could commit for 2.1 s. No acknowledged transaction was lost.',
    );
  });

  it('names what was lost at least', () => {
    expect(lost({ transactionsLost: 3, lostGtids: 'a:1-3' })).toContain(
      'At least 3 acknowledged transactions were lost: a:1-3.',
    );
    expect(lost({ transactionsLost: 1, lostGtids: 'a:1' })).toContain(
      'At least 1 acknowledged transaction was lost: a:1.',
    );
  });

  it('says that something may be lost where nobody knows', () => {
    expect(lost({ waitedFor: 0 })).toContain(
      'What orders-0 committed last may be lost',
    );
  });

  it.each<Partial<Incident>>([
    { kind: 'Rebuild', waitedFor: 0 },
    { to: undefined, waitedFor: 0 },
    {},
  ])('says nothing of a loss where there is no reason to (%j)', change => {
    expect(lost(change)).not.toContain('lost');
  });
});
