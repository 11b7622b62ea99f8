import {
  ClusterKey,
  LagHistory as LagSamples,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** One sample each five seconds, an hour of them. */
const STEP_MS = 5_000;
const KEPT = 720;

interface Sample {
  readonly at: number;
  readonly lagSeconds: Record<string, number | null>;
}

/** Replication lag of each cluster over the last hour, in memory. */
export class LagHistory {
  private readonly clusters = new Map<string, Sample[]>();

  /** Adds a sample; within one step the newest wins. `null` means that nobody knows. */
  add(
    key: ClusterKey,
    at: number,
    lagSeconds: Record<string, number | null>,
  ): void {
    const samples = this.clusters.get(id(key)) ?? [];
    const last = samples.at(-1);
    if (last && at - last.at < STEP_MS) return;
    samples.push({ at, lagSeconds });
    if (samples.length > KEPT) samples.shift();
    this.clusters.set(id(key), samples);
  }

  /** Oldest first. */
  samples(namespace: string, name: string): LagSamples['samples'] {
    return (this.clusters.get(id({ namespace, name })) ?? []).map(sample => ({
      at: new Date(sample.at).toISOString(),
      lagSeconds: sample.lagSeconds,
    }));
  }

  forget(key: ClusterKey): void {
    this.clusters.delete(id(key));
  }
}

function id(key: ClusterKey): string {
  return `${key.namespace}/${key.name}`;
}
