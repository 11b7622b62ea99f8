import { shareOf } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/lease/shares';
import { operatorName } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/lease/shares/operatorName';
import {
  parseShareRecord,
  SHARE_RECORD,
} from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/lease/shares/ShareRecord';
import { DatabaseUnderTest } from '../../cluster/DatabaseUnderTest';
import { OperatorProcess } from '../../cluster/operatorProcess';
import { Scene } from '../../cluster/Scene';

const LEASES = 'mysql-ha';

/** The operator in whose part of the clusters this one is, by the record that they share. */
export async function caretaker(
  scene: Scene,
  { namespace, name }: DatabaseUnderTest,
): Promise<OperatorProcess | undefined> {
  const record = await scene.kubernetes.read({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    namespace: LEASES,
    name: SHARE_RECORD,
  });
  const division = record && parseShareRecord(record).division;
  const share = shareOf({ namespace, name });
  const holder = [...(division ?? [])].find(([, shares]) =>
    shares.includes(share),
  )?.[0];
  return scene.allOperators.find(
    operator =>
      operator.isRunning &&
      // Its name ends with how many times it has taken part.
      holder?.startsWith(operatorName(operator.identity, 0).slice(0, -1)),
  );
}
