import { snapshotOf, TAKEN_AT } from '../../observe/__testUtils__/snapshotOf';
import { diagnose } from '../diagnose';

describe('oldPrimaryClosed', () => {
  /** orders-1 handed its role on to orders-0; the last step ended so long ago. */
  const handedOn = (agoMs: number, kind: 'Switchover' | 'Failover') =>
    snapshotOf(3)
      .written()
      .facts(1, { offlineMode: true })
      .recorded({
        incidents: [
          {
            kind,
            startedAt: new Date(TAKEN_AT - agoMs - 300).toISOString(),
            from: 'orders-1',
            to: 'orders-0',
            term: 1,
            cause: 'a test',
            evidence: [],
            steps: [
              {
                name: 'route the Services',
                startedAt: new Date(TAKEN_AT - agoMs - 100).toISOString(),
                durationMs: 100,
                state: 'Done',
              },
            ],
          },
        ],
      });

  const found = (agoMs: number, kind: 'Switchover' | 'Failover') =>
    diagnose(handedOn(agoMs, kind).taken).map(
      ({ code, recovery, againInMs }) => [code, recovery?.kind, againInMs],
    );

  it.each([
    ['just now', 0, ['OldPrimaryClosed', undefined, 2_000]],
    ['1.5 s ago', 1_500, ['OldPrimaryClosed', undefined, 500]],
    ['2 s ago', 2_000, ['ReplicaOffline', 'LiftOfflineMode', undefined]],
    [
      'in the time of a clock that is far ahead',
      -60_000,
      ['ReplicaOffline', 'LiftOfflineMode', undefined],
    ],
  ])('one that handed its role on %s', (_, agoMs, expected) => {
    expect(found(agoMs, 'Switchover')).toEqual([expected]);
  });

  it('one that was replaced because it failed is opened as soon as it follows', () => {
    expect(found(0, 'Failover')).toEqual([
      ['ReplicaOffline', 'LiftOfflineMode', undefined],
    ]);
  });
});
