import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';
import { shown } from '../__testUtils__/shown';

describe('hungOldPrimary', () => {
  /** orders-2 led before, and gets no answer to us for so long. */
  const old = (
    forMs = 6_000,
    last: object = { superReadOnly: false, readOnly: false },
  ) =>
    snapshotOf(3)
      .facts(2, { replica: undefined, ...last })
      .unreachable(2, 'timeout', { forMs })
      .supervisor(2, 'Running', undefined, { ageMs: 400 });

  const never = (forMs: number) =>
    old(forMs).instance(2, instance => ({
      ...instance,
      mysql: {
        state: 'unreachable',
        failure: { kind: 'timeout', code: 'ETIMEDOUT', message: 'no answer' },
        forMs,
        failures: 3,
      },
    }));

  const HUNG = ['HungOldPrimary orders-2 → Fence'];
  const SILENT = ['UnreachableInstance orders-2'];

  it.each([
    ['was writable when it last answered', old(), HUNG],
    ['never answered this operator, for long', never(16_000), HUNG],
    ['never answered this operator, for a moment', never(10_000), SILENT],
    ['fell silent a moment ago', old(4_000), SILENT],
    ['was a replica', old(60_000, { superReadOnly: true }), SILENT],
    [
      'has a supervisor that says nothing either',
      old().instance(2, ({ supervisor: _, ...rest }) => rest),
      SILENT,
    ],
    [
      'has a supervisor that said so before the silence',
      old().supervisor(2, 'Running', undefined, { ageMs: 7_000 }),
      SILENT,
    ],
    [
      'runs another mysqld by now, which boots read-only',
      old().supervisor(2, 'Running', undefined, {
        ageMs: 400,
        startedAnew: true,
      }),
      SILENT,
    ],
    [
      'is starting',
      old().supervisor(2, 'Starting', undefined, { ageMs: 400 }),
      ['InstanceStarting orders-2'],
    ],
    ['is elected away from just now', old().fenced(), SILENT],
  ])('one that %s', (_, builder, expected) => {
    expect(shown(inGroup('SilentInstances', builder.taken))).toEqual(expected);
  });

  it('leaves a primary alone, which others judge', () => {
    const primary = snapshotOf(3)
      .unreachable(0, 'timeout', { forMs: 60_000 })
      .supervisor(0, 'Running', undefined, { ageMs: 400 });
    expect(shown(inGroup('SilentInstances', primary.taken))).not.toContain(
      'HungOldPrimary orders-0 → Fence',
    );
  });
});
