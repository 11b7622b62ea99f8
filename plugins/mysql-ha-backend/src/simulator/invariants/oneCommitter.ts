import { ableToCommit } from './ableToCommit';
import { Invariant } from './Invariant';

/** Design section 5, invariant 2: at no time can two instances commit. */
export const oneCommitter: Invariant = {
  name: 'at no time can two instances commit',
  look(scene) {
    let able: string | undefined;
    for (const { name, process } of scene.cluster.servers()) {
      if (!process || scene.openedByHand.has(name)) continue;
      if (process.readOnly || !ableToCommit(scene, process)) continue;
      if (able) return `${able} and ${name} can commit`;
      able = name;
    }
    return undefined;
  },
};
