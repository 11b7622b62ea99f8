import { outsideName } from '../following';
import { outsideProblem } from '../outsideProblem';
import { isNewerSeries } from '../versions';

/** MySQL replicates to newer versions only. */
export const externalSourceNewer = outsideProblem({
  code: 'ExternalSourceNewer',
  after: ['ExternalSourceWithoutGtid'],
  severities: ['critical'],
  documentation: {
    when: 'The MySQL outside is of a newer series than the cluster’s',
    sentence:
      'db.example:3306 is MySQL 9.8.0, newer than the 9.7.4 here, and MySQL does not replicate to an older one. Nothing is replicated.',
    engine: 'Waits for a newer image.',
    person: 'Set `spec.image` to the same version or a newer one.',
  },
  find({ snapshot, facts, outside }) {
    if (!outside || !isNewerSeries(outside.version, facts.version)) {
      return undefined;
    }
    return {
      message: `${outsideName(snapshot)} is MySQL ${
        outside.version
      }, newer than the ${
        facts.version
      } here, and MySQL does not replicate to an older one. Nothing is replicated.`,
      next: 'Set spec.image to the same version or a newer one.',
    };
  },
});
