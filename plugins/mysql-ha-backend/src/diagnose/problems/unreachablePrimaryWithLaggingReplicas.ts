import { factsOf, instanceNamed, primaryOf } from '../../observe';
import { problem } from '../ProblemKind';
import { shouldAcknowledge } from '../replication';
import { silentPrimary } from '../silentPrimary';

/** For how long the supervisor and the other replicas may take to tell the truth, in milliseconds. */
const PATIENCE_MS = 3_000;
/** What was received and is applied later than this shows that a replica reads the past, in seconds. */
const BACKLOG_SECONDS = 2;

/**
 * All that speaks for its life are replicas which still work at what it sent before. A receiver that is started anew
 * has to reach it now: orchestrator's way to force the truth.
 */
export const unreachablePrimaryWithLaggingReplicas = problem({
  code: 'UnreachablePrimaryWithLaggingReplicas',
  group: 'SilentPrimary',
  severities: ['warning'],
  documentation: {
    when: 'Our probes have failed for 3 s, its supervisor says nothing, and each member that still hears it is 2 s or more behind',
    sentence:
      'The operator can’t reach orders-0, and orders-1, which still receives from it, is behind: it may be reading what a dead primary sent. Its receiver is started anew.',
    engine:
      'Starts the receivers of those replicas anew: they reach it, or they have lost it too.',
    person: 'Nothing.',
  },
  find(snapshot) {
    const silent = silentPrimary(snapshot);
    const primary = primaryOf(snapshot);
    if (!silent || !primary || primary.supervisor) return undefined;
    const { mysql } = primary;
    if (mysql.state !== 'unreachable' || mysql.forMs < PATIENCE_MS) {
      return undefined;
    }
    const { seenBy } = silent.evidence;
    const behind = seenBy.filter(
      name =>
        (factsOf(instanceNamed(snapshot, name))?.replica?.lagSeconds ?? 0) >=
        BACKLOG_SECONDS,
    );
    if (behind.length === 0 || behind.length < seenBy.length) return undefined;
    const one = behind.length === 1;
    return {
      instance: silent.name,
      message: `The operator can’t reach ${silent.name}, and ${behind.join(
        ' and ',
      )}, which still receive${one ? 's' : ''} from it, ${
        one ? 'is' : 'are'
      } behind: ${
        one ? 'it' : 'they'
      } may be reading what a dead primary sent. ${
        one ? 'Its receiver is' : 'Their receivers are'
      } started anew.`,
      recovery: {
        kind: 'RestartReceivers',
        replicas: behind.map(instance => ({
          instance,
          acknowledge: shouldAcknowledge(snapshot, instance),
        })),
      },
    };
  },
});
