import { Scenario } from '../Scenario';
import { CLUSTER } from '../spec';

const SIZES = [1, 3, 5, 2];

/** Members come and go one at a time, and what a commit waits for changes with them. */
export const scale: Scenario = {
  name: 'scale',
  what: `the cluster is scaled to ${SIZES.join(', ')} instances and back`,
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 0,
  short: false,
  alone: true,
  inject: async ({ database }) => {
    const { image } = database.cluster?.spec ?? {};
    const size = async (instances: number) => {
      await database.apply({ ...CLUSTER, image, instances });
      await database.until(
        `${instances} members`,
        status =>
          status.phase === 'Healthy' &&
          status.synchronous?.members.length === instances,
        180,
      );
    };
    for (const instances of SIZES) await size(instances);
    return () => size(CLUSTER.instances ?? 3);
  },
};
