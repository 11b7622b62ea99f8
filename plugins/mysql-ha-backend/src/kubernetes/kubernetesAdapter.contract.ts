import {
  ContractRunner,
  ContractSubject,
  createContractSuite,
} from './contract/ContractSuite';
import { clustersContract } from './contract/clusters.contract';
import { eventsContract } from './contract/events.contract';
import { leasesContract } from './contract/leases.contract';
import { objectsContract } from './contract/objects.contract';
import { portForwardContract } from './contract/portForward.contract';
import { sharesContract } from './contract/shares.contract';
import { watchesContract } from './contract/watches.contract';

/** What every implementation of KubernetesAdapter does. */
export function kubernetesAdapterContract(
  runner: ContractRunner,
  subject: ContractSubject,
): void {
  const suite = createContractSuite(runner, subject);
  objectsContract(suite);
  clustersContract(suite);
  watchesContract(suite);
  eventsContract(suite);
  leasesContract(suite);
  sharesContract(suite);
  portForwardContract(suite);
}
