import { beginning } from '../beginning';
import { problem } from '../ProblemKind';

/** Nothing of a cluster runs before its first data have come from a backup. */
export const initialDataAwaited = problem({
  code: 'InitialDataAwaited',
  group: 'Beginning',
  severities: ['info', 'critical'],
  documentation: {
    when: '`spec.initFrom.backup` is set, no primary was ever recorded, no volume of the cluster holds data, and those of the backup are not restored and proved yet',
    sentence:
      'The first data of orders are restored: The volume of orders-0 is being filled.',
    engine:
      'Starts nothing. A MySQLRestore that it makes fills the volume of the first instance; one that failed is made again after as long as it took, a minute at least.',
    person:
      'Nothing; or put right why the restore fails, or correct `spec.initFrom`.',
  },
  find(snapshot) {
    const now = beginning(snapshot);
    if (now?.stage !== 'DataAwaited') return undefined;
    const { message, next } = now.data;
    return next === undefined
      ? { message }
      : { severity: 'critical', message, next };
  },
});
