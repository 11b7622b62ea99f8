import { factsOf, holdings, reachable } from '../../observe';
import { elect } from '../quorum';
import { single } from '../Problem';

/**
 * No primary was ever recorded. A new cluster begins at its first instance; where volumes are older than the
 * cluster they may hold a database, and the most advanced of all of them seeds (design invariant 1, cold start).
 */
export const neverBootstrapped = single(snapshot => {
  if (snapshot.recorded.primary) return undefined;
  const wanted = snapshot.instances.filter(i => i.wanted);
  const adopted = snapshot.instances.filter(i => i.volume?.adopted);
  const readable = reachable(snapshot.instances);
  const withData = readable.filter(({ facts }) => !holdings(facts).isEmpty());

  if (adopted.length > 0 || withData.length > 0) {
    const silent = adopted.filter(i => !factsOf(i));
    const beyond = silent.filter(i => !i.wanted && !i.pod);
    if (beyond.length > 0) {
      const last = beyond[beyond.length - 1];
      return {
        code: 'AdoptedVolumesUnclear',
        severity: 'critical',
        message: `Volumes of an earlier, larger cluster of this name are there (${beyond
          .map(i => i.name)
          .join(
            ', ',
          )}), and the newest data may be on any of them. Nothing is changed before all can be compared.`,
        next: `Set spec.instances to ${
          last.ordinal + 1
        } and scale down once it is Healthy; or, if you are sure that they are not needed, delete those claims: kubectl delete pvc -n ${
          snapshot.namespace
        } ${beyond.map(i => `data-${i.name}`).join(' ')}`,
      };
    }
    if (silent.length > 0) {
      return {
        code: 'AwaitingInstances',
        severity: 'info',
        message: `Volumes of an earlier cluster of this name are there. Waiting for ${silent
          .map(i => i.name)
          .join(', ')}, because the newest data may be on any of them.`,
      };
    }
    const election = elect(snapshot, withData.length > 0 ? withData : readable);
    if (!election.winner) {
      return {
        code: 'AdoptedVolumesUnclear',
        severity: 'critical',
        message: `The adopted volumes can’t be put in order: ${election.why}. Nothing is changed on any of them.`,
        next: 'Decide which instance holds the truth and delete the claims of the others (kubectl delete pvc data-…).',
      };
    }
    return {
      code: 'NeverBootstrapped',
      severity: 'info',
      instance: election.winner.instance.name,
      message: `${election.winner.instance.name} holds the newest data of the adopted volumes and becomes the primary.`,
      recovery: {
        kind: 'Bootstrap',
        seed: election.winner.instance.name,
        members: [election.winner.instance.name],
      },
    };
  }

  const seed = wanted.find(i => i.ordinal === 0);
  if (!seed || !factsOf(seed)) {
    return {
      code: 'AwaitingInstances',
      severity: 'info',
      instance: seed?.name,
      message: `Waiting for MySQL on ${
        seed?.name ?? 'the first instance'
      } to start.`,
    };
  }
  return {
    code: 'NeverBootstrapped',
    severity: 'info',
    instance: seed.name,
    message: `${seed.name} is empty and new: it becomes the first primary.`,
    recovery: { kind: 'Bootstrap', seed: seed.name, members: [seed.name] },
  };
});
