import { outsideName } from '../following';
import { outsideProblem } from '../outsideProblem';

/** Nobody can log in outside without a password. */
export const externalSourceLoginMissing = outsideProblem({
  code: 'ExternalSourceLoginMissing',
  severities: ['critical'],
  documentation: {
    when: 'The Secret that `spec.externalSource.secretRef` names is not there, or lacks `username` or `password`',
    sentence:
      'The Secret outside-login with the login for db.example:3306 is not there, or lacks username or password.',
    engine: 'Waits for it; what replicates already goes on.',
    person: 'Create the Secret with both keys.',
  },
  find({ snapshot }) {
    if (snapshot.outside?.login !== 'missing') return undefined;
    const secret = snapshot.spec.externalSource?.secretRef.name;
    return {
      message: `The Secret ${secret} with the login for ${outsideName(
        snapshot,
      )} is not there, or lacks username or password.`,
      next: `kubectl create secret generic -n ${snapshot.namespace} ${secret} --from-literal=username=… --from-literal=password=…`,
    };
  },
});
