import { GtidSet } from '../mysql';
import { Step } from '../plan';
import { describeStep } from './describeStep';

describe('describeStep', () => {
  const table: readonly (readonly [Step, string])[] = [
    [{ do: 'JournalFence', reason: 'dead' }, 'journal the intent'],
    [{ do: 'ClearFence' }, 'close the journal'],
    [
      { do: 'Record', primary: 'orders-1', raiseTerm: true },
      'raise the term and record orders-1',
    ],
    [
      { do: 'Record', members: ['orders-0', 'orders-1'], waitFor: 1 },
      'record members orders-0, orders-1, count 1',
    ],
    [{ do: 'Record', waitFor: 0 }, 'record count 0'],
    [
      { do: 'StopReceiving', instance: 'orders-1' },
      'stop the receiver of orders-1',
    ],
    [
      { do: 'StartReplica', instance: 'orders-1', acknowledge: true },
      'start replication of orders-1, acknowledging',
    ],
    [
      {
        do: 'Follow',
        instance: 'orders-2',
        source: 'orders-1',
        acknowledge: true,
      },
      'point orders-2 at orders-1',
    ],
    [
      {
        do: 'Apply',
        instance: 'orders-1',
        set: GtidSet.EMPTY,
        seconds: 30,
      },
      'apply on orders-1 what it received',
    ],
    [
      { do: 'ProveHolds', instances: ['orders-1'], of: 'orders-0', seconds: 5 },
      'wait until orders-1 holds what orders-0 holds',
    ],
    [
      { do: 'SetSemiSync', instance: 'orders-0', waitFor: 0 },
      'orders-0: semi-sync off',
    ],
    [{ do: 'MakeReadOnly', instance: 'orders-0' }, 'make orders-0 read-only'],
    [{ do: 'WriteTerm', instance: 'orders-0' }, 'first commit on orders-0'],
    [{ do: 'Route' }, 'route the Services'],
    [
      { do: 'OfferPasswords', id: '7' },
      'offer next passwords beside those that hold',
    ],
    [
      { do: 'RenewPasswords', instance: 'orders-0' },
      'let the accounts log in with both, on orders-0',
    ],
    [
      {
        do: 'Follow',
        instance: 'orders-1',
        source: 'orders-0',
        acknowledge: true,
        next: true,
      },
      'point orders-1 at orders-0 with the next password',
    ],
    [
      { do: 'AdoptPasswords' },
      'write the new passwords in the place of the old ones',
    ],
    [
      { do: 'DiscardPasswords', instance: 'orders-0' },
      'take the old passwords back, on orders-0',
    ],
    [
      { do: 'Together', tolerant: true, steps: [] },
      'several steps side by side',
    ],
  ];

  it.each(table)('%j', (step, words) => {
    expect(describeStep(step)).toBe(words);
  });
});
