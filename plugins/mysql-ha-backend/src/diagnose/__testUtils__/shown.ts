import { Finding } from '../Finding';

/** For tests: a finding on one line, such as `DeadPrimary orders-0 → BeginFailover`. */
export function shown(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, instance, recovery }) =>
    [code, instance, recovery && `→ ${recovery.kind}`]
      .filter(part => part !== undefined)
      .join(' '),
  );
}
