import type { StageResult } from '../Stage.ts';
import { listAt, textAt } from './reading.ts';

/** Reads what `npm run chaos -- --json` wrote: each round is a test. */
export function readChaosReport(report: unknown): StageResult {
  const rounds = (Array.isArray(report) ? report : []).map(round => ({
    scenario: textAt(round, 'scenario'),
    message: [
      ...listAt(round, 'failures').map(String),
      ...[textAt(round, 'evidence')].filter(Boolean),
    ].join('\n'),
    failed: listAt(round, 'failures').length > 0,
  }));
  return {
    passed: rounds.filter(({ failed }) => !failed).length,
    failures: rounds
      .filter(({ failed }) => failed)
      .map(({ scenario, message }) => ({ test: scenario, message })),
  };
}
