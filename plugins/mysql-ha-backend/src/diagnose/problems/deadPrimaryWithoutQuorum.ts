import { electorate } from '../failoverLimits';
import { problem } from '../ProblemKind';
import { deadOne, lost } from '../silentPrimary';

/** It is dead, and nobody can know what the newest commit was; or there is nobody else at all. */
export const deadPrimaryWithoutQuorum = problem({
  code: 'DeadPrimaryWithoutQuorum',
  group: 'SilentPrimary',
  after: ['UnreachablePrimary'],
  severities: ['critical'],
  documentation: {
    when: 'It is dead as below, with fewer than n − W members readable, or it is the only instance',
    sentence:
      'orders-0 is dead and only 1 of the 2 members needed can be read, so nobody knows the newest commit. Writes wait; nothing is lost.',
    engine: 'Waits; goes on by itself.',
    person: 'Bring back the missing nodes or pods.',
  },
  find(snapshot) {
    const dead = deadOne(snapshot);
    if (!dead) return undefined;
    const { name, evidence } = dead;
    if (snapshot.instances.length === 1) {
      return {
        instance: name,
        message: `${name} is the only instance and does not answer: ${evidence.sentences.join(
          '; ',
        )}. It takes writes again as soon as it is back; its data are on its volume.`,
      };
    }
    const { readable, needed } = electorate(snapshot, name);
    if (readable >= needed) return undefined;
    return {
      instance: name,
      message: `${lost(
        dead,
      )} and only ${readable} of the ${needed} members needed can be read, so nobody knows the newest commit. Writes wait; nothing is lost.`,
      next: 'Bring back the missing nodes or pods; the failover goes on by itself.',
    };
  },
});
