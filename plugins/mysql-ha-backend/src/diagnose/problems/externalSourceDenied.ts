import { factsOf, primaryOf, Snapshot } from '../../observe';
import { followsOutside, outsideName } from '../following';
import { outsideProblem } from '../outsideProblem';

/** ER_ACCESS_DENIED_ERROR. */
const DENIED = 1045;

/** The server outside knows no such login. */
export const externalSourceDenied = outsideProblem({
  code: 'ExternalSourceDenied',
  after: ['ExternalSourceLoginMissing'],
  severities: ['critical'],
  documentation: {
    when: 'The MySQL outside refuses the login of the Secret, to the operator or to the primary',
    sentence:
      'db.example:3306 refuses the login of the Secret outside-login: Access denied for user ….',
    engine: 'Tries again; a corrected Secret is taken at once.',
    person:
      'Put the right username and password into the Secret, or create the user outside with REPLICATION SLAVE.',
  },
  find({ snapshot }) {
    const refused = refusal(snapshot);
    // With a new login the next finding points the primary at it again.
    if (refused === undefined) return undefined;
    return {
      message: `${outsideName(snapshot)} refuses the login of the Secret ${
        snapshot.spec.externalSource?.secretRef.name
      }: ${refused}.`,
      next: 'Put the right username and password into that Secret; outside, the user needs REPLICATION SLAVE, and BACKUP_ADMIN to be cloned from.',
    };
  },
});

function refusal(snapshot: Snapshot): string | undefined {
  const seen = snapshot.outside?.seen;
  if (seen?.state === 'unreachable' && seen.failure.kind === 'denied') {
    return seen.failure.message;
  }
  const error = factsOf(primaryOf(snapshot))?.replica?.receiverError;
  const current = followsOutside(snapshot) && snapshot.outside?.loginGiven;
  return current && error?.code === DENIED ? error.message : undefined;
}
