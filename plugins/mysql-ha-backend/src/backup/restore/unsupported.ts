import { RestoreSpec } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** What the contract has and this version does not carry out: nobody may believe that it does. */
export function unsupported({ target }: RestoreSpec): string | undefined {
  return target.inPlace
    ? 'target.inPlace is not supported in this version: restore into a new cluster, by making a restore without it.'
    : undefined;
}
