import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { isColdStart } from './coldStart';

const young = (builder: ReturnType<typeof snapshotOf>, ...ordinals: number[]) =>
  ordinals.reduce(
    (all, ordinal) => all.facts(ordinal, { uptimeSeconds: 3 }),
    builder,
  );
const stopped = snapshotOf(3).with({ heartbeatAgeMs: 20_000 });

describe('isColdStart', () => {
  it.each([
    ['all were started anew', young(stopped, 0, 1, 2), true],
    ['only the primary was', young(stopped, 0), false],
    [
      'a write has committed since',
      young(stopped, 0, 1, 2).with({ heartbeatAgeMs: 1_000 }),
      false,
    ],
    [
      'another operator may have seen the last write',
      young(stopped, 0, 1, 2).stopped(1, 2).with({ heartbeatAgeMs: undefined }),
      true,
    ],
    [
      'another operator may have, and the replicas still receive',
      young(stopped, 0, 1, 2).with({ heartbeatAgeMs: undefined }),
      false,
    ],
    [
      'the cluster never led before',
      young(stopped, 0, 1, 2).recorded({ endedBootstrap: false }),
      false,
    ],
  ])('%s', (_, builder, expected) => {
    expect(isColdStart(builder.taken)).toBe(expected);
  });
});
