import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ArchiveTrouble } from '../../observe';

/** The spec names a location that is not there. */
export function locationMissing({
  metadata,
  spec,
}: MySQLCluster): ArchiveTrouble {
  const { namespace } = metadata;
  return {
    reason: 'LocationMissing',
    message: `There is no MySQLBackupLocation ${spec.backup?.locationName} in the namespace ${namespace}, to which the binary log is to be archived.`,
    next: `create it, or correct spec.backup.locationName (kubectl --namespace ${namespace} get mybl).`,
  };
}

/** The keys of the location are not there. */
export function secretMissing(lacking: string): ArchiveTrouble {
  return {
    reason: 'SecretMissing',
    message: `The binary log is not archived. ${lacking}`,
    next: 'put it right; the archiver begins by itself then.',
  };
}

/** Kubernetes refuses the Deployment. */
export function kubernetesRefused(why: string): ArchiveTrouble {
  return {
    reason: 'KubernetesRefused',
    message: `The archiver of the binary log can’t be made: ${why}`,
    next: 'put right what it names; which rights the operator needs is in deploy/rbac.yaml.',
  };
}
