import { until } from '../../cluster/until';
import { nothingToHeal, Scenario } from '../Scenario';
import { CLUSTER } from '../spec';

/** Two names of one MySQL: the local cluster has no second version. */
const IMAGES = ['mysql:9.7', 'mysql:9.7.4'];

/** A rolling change: replicas first, then the primary hands over. */
export const imageChange: Scenario = {
  name: 'image-change',
  what: 'the image is changed, so that all pods are replaced one after the other',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 0,
  short: false,
  inject: async ({ database }) => {
    const before = await database.pods();
    const image = database.cluster?.spec.image;
    await database.apply({
      ...CLUSTER,
      image: IMAGES.find(name => name !== (image ?? IMAGES[0])),
    });
    await until(
      'all pods are new',
      async () => {
        const pods = await database.pods();
        return (
          pods.size === before.size &&
          [...pods].every(([name, { uid }]) => uid !== before.get(name)?.uid)
        );
      },
      { seconds: 180 },
    );
    return nothingToHeal;
  },
};
