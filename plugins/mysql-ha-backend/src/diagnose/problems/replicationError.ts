import { halfMadeChannel } from '../halfMadeChannel';
import { replicaProblem } from '../ProblemKind';
import { refill } from '../refill';
import { shouldAcknowledge } from '../replication';
import { giveUp } from '../words';

/**
 * Errors that pass by themselves: a lock that others held, no space for now, or a thread that somebody killed.
 * https://dev.mysql.com/doc/mysql-errors/9.7/en/server-error-reference.html
 */
const PASSING: ReadonlySet<number> = new Set([
  1021, // ER_DISK_FULL
  1026, // ER_ERROR_ON_WRITE
  1114, // ER_RECORD_FILE_FULL
  1205, // ER_LOCK_WAIT_TIMEOUT
  1213, // ER_LOCK_DEADLOCK
  1317, // ER_QUERY_INTERRUPTED
  1756, // ER_MTA_INCONSISTENT_DATA: threads were killed; with GTIDs and commits in order a start goes on where they were
  3019, // ER_INNODB_UNDO_LOG_FULL
]);

/** Errors by which MySQL says that the replica's data are not what the primary's were. */
const DRIFTED: ReadonlySet<number> = new Set([
  1007, // ER_DB_CREATE_EXISTS
  1008, // ER_DB_DROP_EXISTS
  1032, // ER_KEY_NOT_FOUND
  1049, // ER_BAD_DB_ERROR
  1050, // ER_TABLE_EXISTS_ERROR
  1051, // ER_BAD_TABLE_ERROR
  1054, // ER_BAD_FIELD_ERROR
  1060, // ER_DUP_FIELDNAME
  1061, // ER_DUP_KEYNAME
  1062, // ER_DUP_ENTRY
  1091, // ER_CANT_DROP_FIELD_OR_KEY
  1146, // ER_NO_SUCH_TABLE
  1396, // ER_CANNOT_USER
  1452, // ER_NO_REFERENCED_ROW_2
]);

/** It can't apply a transaction. A transaction is never skipped: the replica would be no copy any more. */
export const replicationError = replicaProblem({
  code: 'ReplicationError',
  after: ['ReplicaOffline'],
  severities: ['critical', 'warning'],
  documentation: {
    when: 'Its applier has stopped with an error',
    sentence:
      'orders-1 can’t apply aaaa…:12 of the primary (error 1062: Duplicate entry …): its data are not what the primary’s were. It is never skipped; the instance is rebuilt from orders-2.',
    engine:
      'Starts the applier again after an error that passes by itself (a lock, a full disk, a killed thread). Restarts an instance whose source was being set when that was interrupted. After one that says that its data have drifted it puts the binlogs aside and rebuilds it, if `failover.discardUnacknowledged` is true. After any other it leaves it alone. No transaction is ever skipped.',
    person: 'If it is left alone: read the error; then rebuild it.',
  },
  find(snapshot, { name }, { replica }) {
    const error = replica?.applierError;
    if (!error || replica?.applierOn) return undefined;
    const what = `${name} can’t apply ${transactionIn(
      error.message,
    )} of the primary (error ${error.code}: ${error.message})`;
    if (PASSING.has(error.code)) {
      return {
        severity: 'warning',
        message: `${what}. That passes by itself: it is tried again.`,
        recovery: {
          kind: 'StartReplica',
          instance: name,
          acknowledge: shouldAcknowledge(snapshot, name),
        },
      };
    }
    const halfMade = halfMadeChannel(name, replica);
    if (halfMade) return halfMade;
    if (
      DRIFTED.has(error.code) &&
      snapshot.spec.failover.discardUnacknowledged
    ) {
      const { donor, recovery } = refill(snapshot, name, true);
      return {
        severity: 'warning',
        message: `${what}: its data are not what the primary’s were. It is never skipped; the instance is rebuilt ${
          donor ? `from ${donor}` : 'once a donor is free'
        }.`,
        recovery,
      };
    }
    return {
      message: `${what}. It is never skipped; the instance takes no reads.`,
      next: `Rebuild it: ${giveUp(snapshot, name)}`,
    };
  },
});

/** MySQL names the transaction in the worker's error: “… failed executing transaction 'uuid:5' at …”. */
function transactionIn(message: string): string {
  const [, gtid] = /transaction '([^']+)'/.exec(message) ?? [];
  return gtid && gtid !== 'ANONYMOUS' ? gtid : 'a transaction';
}
