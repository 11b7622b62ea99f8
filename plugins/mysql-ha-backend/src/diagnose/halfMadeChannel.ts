import { ReplicaFacts } from '../mysql';
import { Found } from './ProblemKind';

/**
 * "Replica failed to initialize applier metadata structure from the repository": a CHANGE REPLICATION SOURCE was KILLed
 * while a server that had no source opened its tables, as a successor does. Neither another one nor a start mends that,
 * a restart does.
 */
const HALF_MADE = 13_124; // ER_SERVER_REPLICA_AM_INIT_REPOSITORY

/** What is done about an instance whose channel takes no start; undefined where that is not what ails it. */
export function halfMadeChannel(
  name: string,
  replica: ReplicaFacts | undefined,
): Found | undefined {
  const { applierError, applierOn } = replica ?? {};
  if (applierOn || applierError?.code !== HALF_MADE) return undefined;
  const reason = 'its replication was interrupted while it was set up';
  return {
    severity: 'warning',
    message: `${name} can’t replicate: ${reason} (error ${applierError.code}: ${applierError.message}). It is restarted.`,
    recovery: { kind: 'RestartPod', instance: name, reason },
  };
}
