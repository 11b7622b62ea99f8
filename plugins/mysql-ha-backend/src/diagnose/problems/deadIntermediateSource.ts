import { factsOf, instanceNamed } from '../../observe';
import { hostOf } from '../hostOf';
import { replicaProblem } from '../ProblemKind';
import { relayAbove, sourceOf } from '../sources';

/** The relay from which it receives has died, or passes nothing on any more. */
export const deadIntermediateSource = replicaProblem({
  code: 'DeadIntermediateSource',
  after: ['PurgedBinlogs'],
  severities: ['warning'],
  documentation: {
    when: 'It follows the relay that `spec.relay` names, and that does not answer and is not heard by it either, or can’t apply, or has diverged',
    sentence:
      'orders-1, from which orders-2 receives, does not pass anything on now. orders-2 is pointed at orders-0 until it does again.',
    engine:
      'Points it at the next relay above, or at the primary, where it may become a member; back once the relay is current and has been up for half a minute.',
    person: 'Nothing; see what the relay itself is found to have.',
  },
  find(snapshot, { name }, facts) {
    const relay = relayAbove(snapshot, name);
    const source = sourceOf(snapshot, name);
    if (!relay || source === relay) return undefined;
    if (relay === snapshot.recorded.primary) return undefined;
    if (facts.replica?.sourceHost !== hostOf(snapshot, relay)) return undefined;
    const answers = factsOf(instanceNamed(snapshot, relay)) !== undefined;
    return {
      message: `${relay}, from which ${name} receives, ${
        answers ? 'does not pass anything on now' : 'does not answer'
      }. ${name} is pointed at ${source} until it does again.`,
      recovery: {
        kind: 'Follow',
        instance: name,
        source,
        // It may become a member there, and acknowledges when it is one.
        acknowledge: false,
      },
    };
  },
});
