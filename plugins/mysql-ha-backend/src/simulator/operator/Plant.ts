import { ActContext } from '../../act';
import { Rooms } from '../../engine/HaLoop';
import { KubernetesObject } from '../../kubernetes';
import { MySqlInstance } from '../../mysql';
import { WorldBehaviour, WorldTimings } from '../../mysql/inMemory';

/** A bug that is planted, to see that the simulator finds it: one piece, swapped for another. */
export interface Plant {
  readonly rooms?: (rooms: Rooms) => Rooms;
  readonly instance?: (instance: MySqlInstance) => MySqlInstance;
  readonly context?: (context: ActContext) => ActContext;
  readonly behaviour?: Partial<WorldBehaviour>;
  readonly timings?: Partial<WorldTimings>;
  /** What is applied to Kubernetes, in the place of this. */
  readonly applied?: (object: KubernetesObject) => KubernetesObject;
  /** How late the process takes itself to be in all, in milliseconds. */
  readonly lateMs?: (late: number) => number;
  /** Whether the process believes that it may act. */
  readonly hasAuthority?: (held: boolean) => boolean;
}
