import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { primaryEndpoints } from './servers/primaryEndpoints';

/** Watches what the engine records while a round goes on: who leads, and to whom clients are led. */
export class RecordWatch {
  private readonly reigns: string[] = [];
  private readonly found = new Set<string>();
  private sliceTerm = 0;
  private readonly end: () => void;

  /** @param changed - is called with each change of the cluster */
  constructor(
    private readonly database: DatabaseUnderTest,
    changed: () => void,
  ) {
    this.look();
    this.end = database.kubernetes.onChange(({ kind, object }) => {
      if (object.metadata.namespace !== database.namespace) return;
      if (kind === 'EndpointSlice' || kind === 'MySQLCluster') this.look();
      if (kind === 'MySQLCluster') changed();
    });
  }

  /** Who led, in the order of the terms; the same one once, however many terms it led in a row. */
  get leaders(): readonly string[] {
    return this.reigns;
  }

  /** What can't be right, in sentences. */
  get findings(): readonly string[] {
    return [...this.found];
  }

  stop(): void {
    this.end();
  }

  private look(): void {
    const { primary } = this.database.status;
    if (primary && primary !== this.reigns.at(-1)) this.reigns.push(primary);
    const slice = primaryEndpoints(this.database);
    if (!slice) return;
    // Invariant 3: at most one address, so that no client finds another one than its neighbour.
    if (slice.instances.length > 1) {
      this.found.add(
        `the Service for writes led to ${slice.instances.join(' and ')}`,
      );
    }
    if (slice.term < this.sliceTerm) {
      this.found.add(
        `the Service for writes went back from term ${this.sliceTerm} to ${slice.term}`,
      );
    }
    this.sliceTerm = Math.max(this.sliceTerm, slice.term);
  }
}
