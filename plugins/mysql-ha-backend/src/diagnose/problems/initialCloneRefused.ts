import { initialClone } from '../initialClone';
import { problem } from '../ProblemKind';

/** The MySQL outside can’t give a new cluster its first data. */
export const initialCloneRefused = problem({
  code: 'InitialCloneRefused',
  group: 'Beginning',
  severities: ['critical'],
  documentation: {
    when: '`spec.initFrom.clone` is set, no primary was ever recorded, all instances are empty, and the MySQL outside can’t be cloned: its Secret or login is wrong, it can’t be reached, is of another series, lacks the plugin, or has no GTIDs',
    sentence:
      'db.example:3306 can’t be cloned: its plugin “clone” is not active.',
    engine: 'Waits, and takes no writes; it looks again every two seconds.',
    person:
      'Put right what the message names; or remove `spec.initFrom`, and the cluster begins empty.',
  },
  find(snapshot) {
    const clone = initialClone(snapshot);
    return clone?.refusal && { instance: clone.first, ...clone.refusal };
  },
});
