import {
  LagHistory,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../clock';
import { LagSource } from './EnginePort';

/** An hour. */
const KEEP_MS = 3_600_000;
/** Closer samples replace each other, which bounds an hour to 720 of them. */
const SPACING_MS = 5_000;

type Sample = LagHistory['samples'][number];

/** Lag as `status.instances` told it, for a process whose own engine is not in charge. */
export class StatusLagHistory implements LagSource {
  static create(clock: Clock): StatusLagHistory {
    return new StatusLagHistory(clock);
  }

  private readonly clusters = new Map<string, Sample[]>();

  private constructor(private readonly clock: Clock) {}

  samples(namespace: string, name: string): Sample[] {
    return [...(this.clusters.get(`${namespace}/${name}`) ?? [])];
  }

  /** Takes a sample; a cluster that is gone is forgotten. */
  record(
    cluster: MySQLCluster | undefined,
    key: { namespace: string; name: string },
  ): void {
    const id = `${key.namespace}/${key.name}`;
    if (!cluster) {
      this.clusters.delete(id);
      return;
    }
    const replicas = (cluster.status.instances ?? []).filter(
      instance => instance.role !== 'Primary',
    );
    if (replicas.length === 0) return;
    const now = this.clock.now();
    const kept = this.samples(key.namespace, key.name).filter(
      sample => Date.parse(sample.at) > now - KEEP_MS,
    );
    const newest = kept.at(-1);
    const replaced =
      newest && Date.parse(newest.at) > now - SPACING_MS
        ? kept.pop()
        : undefined;
    kept.push({
      at: replaced?.at ?? new Date(now).toISOString(),
      lagSeconds: Object.fromEntries(
        replicas.map(({ name, lagSeconds }) => [name, lagSeconds ?? null]),
      ),
    });
    this.clusters.set(id, kept);
  }
}
