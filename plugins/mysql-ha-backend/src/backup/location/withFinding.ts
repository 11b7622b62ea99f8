import {
  BackupLocationStatus,
  MySQLBackupLocation,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** What was found out about a location. */
export interface Finding {
  readonly holds: boolean | undefined;
  readonly reason: string;
  readonly message: string;
}

/** A location’s status with what was found out now. */
export function withFinding(
  { metadata, status }: MySQLBackupLocation,
  { holds, reason, message }: Finding,
  place: string | undefined,
  now: Date,
): BackupLocationStatus {
  const known = holds ? 'True' : 'False';
  const reachable = holds === undefined ? 'Unknown' : known;
  const before = status.conditions?.find(({ type }) => type === 'Reachable');
  return {
    ...status,
    conditions: [
      {
        type: 'Reachable',
        status: reachable,
        reason,
        message,
        lastTransitionTime:
          before?.status === reachable
            ? before.lastTransitionTime
            : now.toISOString(),
        observedGeneration: metadata.generation,
      },
    ],
    reachable,
    place,
    observedGeneration: metadata.generation,
    // What is not known yet was not looked at.
    lastCheckedAt:
      holds === undefined ? status.lastCheckedAt : now.toISOString(),
  };
}
