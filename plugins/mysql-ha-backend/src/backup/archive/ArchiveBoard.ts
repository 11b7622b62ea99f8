import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ArchiveView } from '../../observe';
import { ArchiveState } from './ArchiveState';

/**
 * What this process knows of archives, for the engine to show and to reckon with. It is learnt anew from the archivers’ own
 * output when an operator starts.
 */
export class ArchiveBoard {
  private readonly states = new Map<string, ArchiveState>();

  /** Undefined where none is looked at. */
  view(key: ClusterKey): ArchiveView | undefined {
    return this.states.get(idOf(key))?.view();
  }

  set(key: ClusterKey, state: ArchiveState): void {
    this.states.set(idOf(key), state);
  }

  /** Unless it is another one’s already. */
  remove(key: ClusterKey, state: ArchiveState): void {
    if (this.states.get(idOf(key)) === state) this.states.delete(idOf(key));
  }
}

function idOf({ namespace, name }: ClusterKey): string {
  return `${namespace}/${name}`;
}
