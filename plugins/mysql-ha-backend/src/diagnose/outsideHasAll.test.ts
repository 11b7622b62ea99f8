import { OutsideFacts } from '../mysql';
import { gtids } from '../observe/__testUtils__/gtids';
import { seenOutside } from '../observe/__testUtils__/seenOutside';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { outsideHasAll } from './outsideHasAll';

/** Asked so long ago, it has committed all that anybody here holds. */
const asked = (facts: Partial<OutsideFacts> = {}, seenAgeMs = 500) => ({
  outside: seenOutside({ gtidPurged: gtids('a:1-4'), ...facts }, seenAgeMs),
});

const following = snapshotOf(3)
  .async()
  .spec({
    topology: 'SemiSync',
    externalSource: { host: 'db.example', secretRef: { name: 'login' } },
  })
  .recorded({ endedBootstrap: false });

/** Its primary has been silent for three seconds. */
const silent = following.unreachable(0, 'timeout', { forMs: 3_000 });

describe('outsideHasAll', () => {
  it.each([
    ['it has all, and was asked since', silent.with(asked()), true],
    [
      'a member lacks what it still has the binary logs of',
      silent
        .with(asked())
        .facts(1, { gtidExecuted: gtids('a:1-4') })
        .replica(1, { received: gtids('a:1-5') }),
      true,
    ],
    [
      'a member needs binary logs that it purged',
      silent
        .with(asked({ gtidPurged: gtids('a:1-8') }))
        .facts(1, { gtidExecuted: gtids('a:1-4') })
        .replica(1, { received: gtids('a:1-5') }),
      false,
    ],
    [
      'it was asked before the primary fell silent',
      silent.with(asked({}, 3_000)),
      false,
    ],
    [
      'it lacks what the primary held: it lost it, or has not committed it',
      silent.with(asked({ gtidExecuted: gtids('a:1-9') })),
      false,
    ],
    [
      'a member holds what it lacks',
      silent.with(asked()).facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
      false,
    ],
    [
      'it does not answer',
      silent.with({
        outside: {
          ...seenOutside(),
          seen: {
            state: 'unreachable',
            failure: { kind: 'timeout', code: 'ETIMEDOUT', message: 'late' },
          },
        },
      }),
      false,
    ],
    ['nobody looked', silent, false],
    ['the primary answers', following.with(asked()), false],
    [
      'nobody knows what the primary held',
      silent.with(asked()).instance(0, ({ mysql, ...instance }) => ({
        ...instance,
        mysql:
          mysql.state === 'unreachable' ? { ...mysql, last: undefined } : mysql,
      })),
      false,
    ],
    [
      'the cluster has taken writes of its own',
      silent.with(asked()).recorded({ endedBootstrap: true }),
      false,
    ],
  ])('%s', (_, { taken }, expected) => {
    expect(outsideHasAll(taken)).toBe(expected);
  });
});
