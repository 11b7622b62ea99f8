import { Found, problem } from '../ProblemKind';
import { verdictOn } from '../operations';

/** A MySQLOperation waits for its turn, or is being done. */
export const operationAskedFor = problem({
  code: 'OperationAskedFor',
  group: 'Operations',
  severities: ['info'],
  documentation: {
    when: 'A MySQLOperation of the cluster has not ended; an Unfence comes first, then the one that is being done, then the oldest',
    sentence: 'Switchover orders-switchover-1 is done.',
    engine:
      'Does it, stage by stage, or ends it with the reason why it can’t be done. A dry run ends with the plan.',
    person:
      'See how it goes: `kubectl get myo`, or the page. To take it back while it waits, delete it.',
  },
  find: (snapshot): Found | undefined => {
    const { operation } = snapshot;
    if (!operation) return undefined;
    const { name, dryRun } = operation;
    const verdict = verdictOn(snapshot, operation);
    const what = `${operation.type} ${name}`;
    switch (verdict.say) {
      case 'Wait':
        return {
          message: `${what} waits: ${verdict.message}`,
          operation: {
            name,
            stages: [],
            notes: [verdict.message],
            journal: {},
          },
        };
      case 'End':
        return {
          message: `${what} ends: ${verdict.message}`,
          recovery: {
            kind: 'EndOperation',
            operation: name,
            phase: verdict.phase,
            message: verdict.message,
          },
        };
      default: {
        const { stages, notes = [], journal = {}, atRisk } = verdict;
        const intent = { name, stages, notes, journal, atRisk };
        if (!dryRun) {
          return {
            message: `${what} is done, as ${operation.requestedBy} asked for it.`,
            recovery: stages[0],
            operation: intent,
          };
        }
        return {
          message: `${what} is planned, and nothing is changed.`,
          recovery: {
            kind: 'EndOperation',
            operation: name,
            phase: 'Succeeded',
            message:
              'This was a dry run: the plan says what would be done, and nothing was changed.',
          },
          operation: intent,
        };
      }
    }
  },
});
