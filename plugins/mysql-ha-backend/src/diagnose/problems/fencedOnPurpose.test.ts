import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { findingsOf } from '../findingsIn';
import { fencedOnPurpose } from './fencedOnPurpose';

const fenced = (ordinal: number) =>
  snapshotOf(3).recorded({
    fencedInstances: [
      {
        name: `orders-${ordinal}`,
        since: '2026-01-01T00:00:00Z',
        reason: 'a look at its disk',
      },
    ],
  });
const CLOSED = { readOnly: true, superReadOnly: true, offlineMode: true };

describe('fencedOnPurpose', () => {
  it('finds nothing where nobody closed anything', () => {
    expect(findingsOf(fencedOnPurpose, snapshotOf(3).taken)).toEqual([]);
  });

  it.each([
    ['was opened by a restart', fenced(1), { kind: 'Fence' }],
    ['is closed', fenced(1).facts(1, CLOSED), undefined],
    ['does not answer', fenced(1).unreachable(1), undefined],
  ])('keeps a replica closed that %s', (_, { taken }, recovery) => {
    const [found, ...others] = findingsOf(fencedOnPurpose, taken);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ instance: 'orders-1', severity: 'warning' });
    expect(found.message).toContain('a look at its disk');
    expect(found.recovery?.kind).toBe(recovery?.kind);
  });

  it('is critical for a primary, and says how it is opened', () => {
    const [found] = findingsOf(fencedOnPurpose, fenced(0).taken);
    expect(found).toMatchObject({
      instance: 'orders-0',
      severity: 'critical',
      recovery: { kind: 'Fence', instance: 'orders-0' },
    });
    expect(found.next).toContain('Unfence with target orders-0');
  });
});
