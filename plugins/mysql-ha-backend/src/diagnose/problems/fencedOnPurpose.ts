import { factsOf, isClosed, isFencedOnPurpose } from '../../observe';
import { instanceProblem } from '../ProblemKind';

/** A person closed it; it stays closed, through restarts too, until a person opens it. */
export const fencedOnPurpose = instanceProblem({
  code: 'FencedOnPurpose',
  group: 'ChangeOfPrimary',
  severities: ['warning', 'critical'],
  documentation: {
    when: 'A person asked for Fence, and nobody for Unfence since (`status.fencedInstances`)',
    sentence: 'orders-1 is fenced on purpose: it takes no reads.',
    engine:
      'Keeps it closed to clients, also after a restart. A primary takes no writes and nobody takes its place; a replica goes on replicating and never leads.',
    person: 'Ask for Unfence.',
  },
  find: (snapshot, instance) => {
    const { name } = instance;
    if (!isFencedOnPurpose(snapshot, name)) return undefined;
    const facts = factsOf(instance);
    const open =
      facts && !instance.task && !(isClosed(facts) && facts.offlineMode);
    const reason = snapshot.recorded.fencedInstances?.find(
      fenced => fenced.name === name,
    )?.reason;
    const leads = name === snapshot.recorded.primary;
    const unfence = `MySQLOperation Unfence with target ${name}`;
    return {
      severity: leads ? 'critical' : 'warning',
      message: `${name} is fenced on purpose (${reason}): ${
        leads
          ? 'writes wait, and nobody takes its place'
          : `it takes no reads until an Unfence`
      }.`,
      next: leads ? `To open it: ${unfence}.` : undefined,
      recovery: open ? { kind: 'Fence', instance: name } : undefined,
    };
  },
});
