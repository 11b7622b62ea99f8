import { RestoreSpec } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** What the contract has and this version does not carry out: nobody may believe that it does. */
export function unsupported({
  target,
  pointInTime,
}: RestoreSpec): string | undefined {
  if (target.inPlace)
    return 'target.inPlace is not supported in this version: restore into a new cluster, by making a restore without it.';
  return pointInTime
    ? 'pointInTime is not supported in this version, as no binlogs are archived: make a restore without it, which goes to the moment of the backup.'
    : undefined;
}
