import {
  creating,
  degraded,
  failingOver,
  healthy,
  hibernated,
  large,
  refused,
  single,
  unseen,
} from './clusters';

/** One cluster in each state. */
export function allClusters() {
  return [
    healthy(),
    single(),
    large(),
    creating(),
    failingOver(),
    degraded(),
    refused(),
    hibernated(),
    unseen(),
  ];
}
