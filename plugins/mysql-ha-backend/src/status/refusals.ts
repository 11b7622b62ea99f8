import { Finding, ProblemCode } from '../diagnose';
import { condition, UndatedCondition } from './condition';

/** Something that keeps the cluster from being what the spec says, which only a person can change. */
export interface Refusal {
  readonly reason: string;
  /** Cause and remedy. */
  readonly message: string;
  /** `blocks`: the cluster can’t come to be, or stay, until it is put right. `ignored`: all the rest is carried out. */
  readonly effect: 'blocks' | 'ignored';
}

/** What passes as soon as instances that are on their way are back: no person is asked for it meanwhile. */
const WAITING: ReadonlySet<ProblemCode> = new Set([
  'LockedSemiSyncPrimary',
  'PrimaryWaitsForMembers',
  'DeadPrimaryWithoutQuorum',
]);

/** Whether an instance is on its way, or the engine is bringing one back. */
function isUnderWay(findings: readonly Finding[]): boolean {
  return findings.some(
    f => f.recovery !== undefined || f.code === 'InstanceStarting',
  );
}

/** Refusals in the order in which a person should read them: what blocks comes first. */
export function refusalsOf(
  findings: readonly Finding[],
  refusals: readonly Refusal[],
): readonly Refusal[] {
  const stuck = findings
    .filter(
      f =>
        f.severity !== 'info' &&
        f.next !== undefined &&
        f.recovery === undefined &&
        !(WAITING.has(f.code) && isUnderWay(findings)),
    )
    .map(
      ({ code, message, next }): Refusal => ({
        reason: code,
        message: `${message} Next: ${next}`,
        effect: 'blocks',
      }),
    );
  const all = [...refusals, ...stuck];
  return [
    ...all.filter(r => r.effect === 'blocks'),
    ...all.filter(r => r.effect === 'ignored'),
  ];
}

/** Only what a person must do counts as refused; the rest the engine does. */
export function refused(refusals: readonly Refusal[]): UndatedCondition {
  const type = 'Refused';
  const [first] = refusals;
  if (!first) {
    return condition(
      type,
      false,
      'NothingRefused',
      'Nothing waits for a person.',
    );
  }
  const messages = new Set(refusals.map(({ message }) => message));
  return condition(type, true, first.reason, [...messages].join(' '));
}
