import {
  ClusterSignal,
  LagHistory,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Where samples of lag come from. */
export interface LagSource {
  samples(namespace: string, name: string): LagHistory['samples'];
}

/** What this process and its API ask of the engine. */
export interface EnginePort {
  start(): Promise<void>;
  /** Ends all work and releases the Lease, so that a successor needs not wait for it to run out. */
  stop(): Promise<void>;
  readonly lagHistory: LagSource;
  /** Calls back on each change worth showing, until the returned function is called. */
  onChanged(listener: (signal: ClusterSignal) => void): () => void;
}
