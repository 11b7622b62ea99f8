import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { findingsOf } from '../findingsIn';
import { shown } from '../__testUtils__/shown';
import { secondWritableInstance } from './secondWritableInstance';

describe('secondWritableInstance', () => {
  const writable = { readOnly: false, superReadOnly: false };

  it.each([
    ['only the primary takes writes', snapshotOf(3), []],
    [
      'a replica was made writable by hand',
      snapshotOf(3).facts(1, writable),
      ['SecondWritableInstance orders-1 → Fence'],
    ],
    [
      'an old primary is back and still writable, with a fence standing',
      snapshotOf(3).recorded({ primary: 'orders-1', term: 2 }).fenced(1),
      ['SecondWritableInstance orders-0 → Fence'],
    ],
    [
      'a read-only SET of an old primary still hangs',
      snapshotOf(3)
        .recorded({ primary: 'orders-1', term: 2 })
        .facts(0, { readOnly: false, superReadOnly: true })
        .facts(1, writable),
      ['SecondWritableInstance orders-0 → Fence'],
    ],
    [
      'privileged users alone could write',
      snapshotOf(3).facts(2, { readOnly: true, superReadOnly: false }),
      ['SecondWritableInstance orders-2 → Fence'],
    ],
    [
      'an instance no longer wanted is writable',
      snapshotOf(3).scaledTo(2).facts(2, writable),
      ['SecondWritableInstance orders-2 → Fence'],
    ],
    [
      'a clone has its recipient writable for itself',
      snapshotOf(3)
        .facts(2, { readOnly: true, superReadOnly: false })
        .instance(2, i => ({
          ...i,
          task: { kind: 'Clone', donor: 'orders-1', message: 'It is filled.' },
        })),
      [],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(findingsOf(secondWritableInstance, builder.taken))).toEqual(
      findings,
    );
  });
});
