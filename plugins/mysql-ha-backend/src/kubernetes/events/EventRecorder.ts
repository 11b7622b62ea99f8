import { createHash } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { API_GROUP_VERSION } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../../clock';
import { ClusterReference, EventRecord, KubernetesAdapter } from '../types';

/** How many different Events are remembered for counting, and how many may wait for an API server that is gone. */
const REMEMBERED = 1000;
const WAITING = 200;
const RETRY_MS = 5000;

interface Entry {
  readonly cluster: ClusterReference;
  readonly event: EventRecord;
  readonly name: string;
  readonly firstAt: number;
  lastAt: number;
  count: number;
  written: boolean;
}

/**
 * Writes Kubernetes Events beside the work: one after the other, equal ones counted on the same object.
 * An Event that can't be written waits a while for the API server, and is then forgotten: it is a courtesy.
 */
export class EventRecorder {
  private readonly entries = new Map<string, Entry>();
  private readonly waiting = new Set<Entry>();
  private writing?: Promise<void>;
  private readonly closed = new AbortController();

  constructor(
    private readonly options: {
      readonly api: Pick<KubernetesAdapter, 'create' | 'mergePatch'>;
      readonly clock: Clock;
      readonly logger: Pick<LoggerService, 'debug'>;
      /** Shown as `reportingInstance`. */
      readonly identity: string;
    },
  ) {}

  record(cluster: ClusterReference, event: EventRecord): void {
    const now = this.options.clock.now();
    const entry = this.entry(cluster, event, now);
    entry.count += 1;
    entry.lastAt = now;
    this.waiting.add(entry);
    shorten(this.waiting, WAITING);
    this.writing ??= this.writeAll().finally(() => {
      this.writing = undefined;
    });
  }

  close(): void {
    this.closed.abort();
  }

  private entry(
    cluster: ClusterReference,
    event: EventRecord,
    now: number,
  ): Entry {
    const { uid, name } = cluster.metadata;
    const id = [uid, event.type, event.reason, event.message].join('\n');
    const known = this.entries.get(id);
    // Put at the end again, so that the map forgets what was not used longest.
    this.entries.delete(id);
    const entry = known ?? {
      cluster,
      event,
      name: `${name}.${hash(`${id}\n${this.options.identity}\n${now}`)}`,
      firstAt: now,
      lastAt: now,
      count: 0,
      written: false,
    };
    this.entries.set(id, entry);
    shorten(this.entries, REMEMBERED);
    return entry;
  }

  private async writeAll(): Promise<void> {
    // Begins after the caller went on: recording never costs the engine a moment.
    await Promise.resolve();
    while (this.waiting.size > 0 && !this.closed.signal.aborted) {
      const [entry] = this.waiting;
      this.waiting.delete(entry);
      try {
        await this.write(entry);
      } catch (error) {
        if (!isError(error) || error.name !== 'ServiceUnavailableError') {
          this.options.logger.debug(
            `Event ${entry.event.reason} on MySQLCluster ${entry.cluster.metadata.namespace}/${entry.cluster.metadata.name} was not written: ${error}`,
          );
          continue;
        }
        this.waiting.add(entry);
        const { clock } = this.options;
        await clock.sleep(RETRY_MS, this.closed.signal).catch(() => {});
      }
    }
  }

  private async write(entry: Entry): Promise<void> {
    if (entry.written) {
      try {
        await this.options.api.mergePatch(
          {
            apiVersion: 'v1',
            kind: 'Event',
            namespace: entry.cluster.metadata.namespace,
            name: entry.name,
          },
          { count: entry.count, lastTimestamp: iso(entry.lastAt) },
        );
        return;
      } catch (error) {
        // The API server forgets Events after an hour: write it anew.
        if (!isError(error) || error.name !== 'NotFoundError') throw error;
      }
    }
    try {
      await this.create(entry);
    } catch (error) {
      // An earlier try arrived although its answer was lost.
      if (!isError(error) || error.name !== 'ConflictError') throw error;
    }
    entry.written = true;
  }

  private async create(entry: Entry): Promise<void> {
    const { name, namespace, uid, resourceVersion } = entry.cluster.metadata;
    await this.options.api.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: entry.name, namespace },
      involvedObject: {
        apiVersion: API_GROUP_VERSION,
        kind: 'MySQLCluster',
        name,
        namespace,
        uid,
        resourceVersion,
      },
      type: entry.event.type,
      reason: entry.event.reason,
      message: entry.event.message.slice(0, 1024),
      firstTimestamp: iso(entry.firstAt),
      lastTimestamp: iso(entry.lastAt),
      count: entry.count,
      source: { component: 'mysql-ha' },
      reportingComponent: 'mysqlha.dev/operator',
      reportingInstance: this.options.identity.slice(0, 128),
    });
  }
}

function shorten(collection: Map<unknown, unknown> | Set<unknown>, to: number) {
  for (const key of collection.keys()) {
    if (collection.size <= to) return;
    collection.delete(key);
  }
}

function iso(wallClockMs: number): string {
  return new Date(wallClockMs).toISOString();
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
