import { silentInstanceProblem } from '../silentInstance';

/** It knows another password than the Secret. */
export const accessDenied = silentInstanceProblem({
  code: 'AccessDenied',
  after: ['UnstartableInstance'],
  severities: ['critical'],
  documentation: {
    when: 'It refuses the operator’s login',
    sentence:
      'orders-2 refuses the operator’s login: a system user’s password was changed by hand, or the Secret was edited. It is set to what the Secret says.',
    engine:
      'The supervisor sets the passwords of the Secret, through the socket.',
    person: 'Nothing.',
  },
  find({ name, mysql }) {
    if (mysql.state !== 'unreachable' || mysql.failure.kind !== 'denied') {
      return undefined;
    }
    return {
      message: `${name} refuses the operator’s login: a system user’s password was changed by hand, or the Secret was edited. It is set to what the Secret says.`,
      recovery: { kind: 'RepairCredentials', instance: name },
    };
  },
});
