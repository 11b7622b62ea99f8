import { ClusterParts } from './ClusterParts';

/** For how long a heartbeat may wait before the cluster is looked at more closely, in milliseconds. */
const HANGS_MS = 2_000;

/** Has the heart beat where a write is expected to commit. */
export class HeartbeatLane {
  constructor(
    private readonly parts: Pick<
      ClusterParts,
      'heartbeat' | 'instances' | 'primary' | 'current' | 'poke'
    >,
  ) {}

  /** One turn; it waits for no heartbeat. */
  turn(): void {
    const { heartbeat, instances, poke } = this.parts;
    const primary = this.parts.primary();
    const cluster = this.parts.current();
    const view = primary ? instances.view(primary) : undefined;
    if (
      !primary ||
      !cluster ||
      cluster.spec.paused ||
      view?.state !== 'reachable' ||
      view.facts.superReadOnly
    ) {
      heartbeat.rest();
      return;
    }
    heartbeat.note(primary, view.facts);
    // Writes that hang are found by the time that passes, and why they do by what its supervisor says of the disk.
    if ((heartbeat.pendingMs(primary) ?? 0) >= HANGS_MS) {
      poke();
      void instances.askSupervisor(primary);
    }
    // Not awaited: a heartbeat may wait for as long as its commit does.
    void heartbeat.beat(primary, instances.mysql(primary), poke);
  }
}
