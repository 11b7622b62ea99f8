import { outsideName } from '../following';
import { outsideProblem } from '../outsideProblem';

/** Without GTIDs nobody can tell what is missing after a failover. */
export const externalSourceWithoutGtid = outsideProblem({
  code: 'ExternalSourceWithoutGtid',
  after: ['ExternalSourceDenied'],
  severities: ['critical'],
  documentation: {
    when: '`gtid_mode` of the MySQL outside is not ON',
    sentence:
      'db.example:3306 has gtid_mode OFF, and a cluster follows by GTID only. Nothing is replicated.',
    engine: 'Waits until it is ON.',
    person:
      'Switch it on outside, step by step: `enforce_gtid_consistency=ON`, then `gtid_mode` OFF_PERMISSIVE, ON_PERMISSIVE, ON.',
  },
  find({ snapshot, outside }) {
    if (!outside || outside.gtidMode === 'ON') return undefined;
    return {
      message: `${outsideName(snapshot)} has gtid_mode ${
        outside.gtidMode
      }, and a cluster follows by GTID only. Nothing is replicated.`,
      next: 'Switch it on there, without a restart: SET GLOBAL enforce_gtid_consistency=ON; then gtid_mode OFF_PERMISSIVE, ON_PERMISSIVE, ON (https://dev.mysql.com/doc/refman/9.7/en/replication-mode-change-online-enable-gtids.html).',
    };
  },
});
