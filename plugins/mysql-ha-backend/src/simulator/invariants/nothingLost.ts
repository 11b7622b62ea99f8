import { MysqldProcess } from '../../mysql/inMemory';
import { ableToCommit } from './ableToCommit';
import { Invariant } from './Invariant';

/**
 * Design section 5, invariant 1, as clients see it: whoever begins to commit holds all that any client was told OK
 * for. A history that lacks some of it must never grow.
 */
export function nothingLost(): Invariant {
  const seen = new WeakSet<MysqldProcess>();
  return {
    name: 'no acknowledged commit is lost',
    look(scene) {
      for (const { name, process } of scene.cluster.servers()) {
        if (!process || process.readOnly || seen.has(process)) continue;
        if (scene.openedByHand.has(name)) continue;
        if (!ableToCommit(scene, process)) continue;
        seen.add(process);
        const missing = scene.acknowledged.subtract(process.disk.logged);
        if (!missing.isEmpty() && !scene.giveUp(missing))
          return `${name} takes writes without ${missing}`;
      }
      return undefined;
    },
  };
}
