import { beginning } from '../beginning';
import { problem } from '../ProblemKind';

/** Volumes are older than the cluster, and nobody can say which of them holds the truth. */
export const adoptedVolumesUnclear = problem({
  code: 'AdoptedVolumesUnclear',
  group: 'Beginning',
  severities: ['critical'],
  documentation: {
    when: 'No adopted volume holds all that the others hold, or some belong to instances beyond `spec.instances`',
    sentence:
      'The adopted volumes can’t be put in order: their histories differ. Nothing is changed on any of them.',
    engine: 'Nothing.',
    person:
      'Decide which instance holds the truth and delete the claims of the others: `kubectl delete pvc data-…`.',
  },
  find(snapshot) {
    const now = beginning(snapshot);
    switch (now?.stage) {
      case 'AdoptedBeyond':
        return {
          message: `Volumes of an earlier, larger cluster of this name are there (${now.names.join(
            ', ',
          )}), and the newest data may be on any of them. Nothing is changed before all can be compared.`,
          next: `Set spec.instances to ${
            now.instancesNeeded
          } and scale down once it is Healthy; or, if you are sure that they are not needed, delete those claims: kubectl delete pvc -n ${
            snapshot.namespace
          } ${now.names.map(name => `data-${name}`).join(' ')}`,
        };
      case 'HistoriesDiffer':
        return {
          message: `The adopted volumes can’t be put in order: ${now.why}. Nothing is changed on any of them.`,
          next: 'Decide which instance holds the truth and delete the claims of the others (kubectl delete pvc data-…).',
        };
      default:
        return undefined;
    }
  },
});
