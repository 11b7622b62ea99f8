import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Clock } from '../../clock';
import { Complaints } from '../../Complaints';
import { KubernetesObject, ObjectKey } from '../types';
import { ApiConnection } from './ApiConnection';
import { listObjects, ListSelection } from './listObjects';
import { WatchExpired, watchObjects } from './watchObjects';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;

/** Who is told what a reflector sees. */
export interface ReflectorTarget {
  /** All there is; what is not among it is gone. */
  replace(objects: readonly KubernetesObject[]): void;
  set(object: KubernetesObject): void;
  remove(object: KubernetesObject): void;
}

/**
 * Lists a kind once, then follows its changes: reconnects where it was, lists again only when the API server
 * no longer knows that point.
 */
export class Reflector {
  private readonly stopped = new AbortController();
  private resourceVersion?: string;
  private pauseMs = 0;
  private readonly complaints: Complaints;
  private pausing = new AbortController();

  constructor(
    private readonly options: {
      readonly connection: ApiConnection;
      readonly clock: Clock;
      readonly random: () => number;
      readonly logger: Pick<LoggerService, 'warn' | 'info'>;
      readonly key: Omit<ObjectKey, 'name'>;
      readonly selection: ListSelection;
      readonly target: ReflectorTarget;
      readonly silenceMs?: number;
    },
  ) {
    this.complaints = new Complaints(options.logger);
  }

  /** Starts it; resolves when it has listed once, or was stopped. */
  start(): Promise<void> {
    return new Promise(resolve => {
      void this.run(resolve).finally(resolve);
    });
  }

  /** Tries again at once, if it waits to do so. */
  hurry(): void {
    this.pausing.abort();
  }

  stop(): void {
    this.stopped.abort();
  }

  private async run(onListed: () => void): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        if (this.resourceVersion === undefined) {
          await this.list();
          onListed();
        }
        await this.watch();
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof WatchExpired) this.resourceVersion = undefined;
        else this.complain(error);
      }
      await this.pause();
    }
  }

  private async list(): Promise<void> {
    const { connection, key, selection, target } = this.options;
    const { objects, resourceVersion } = await listObjects(
      connection,
      key,
      selection,
      this.stopped.signal,
    );
    this.stopped.signal.throwIfAborted();
    target.replace(objects);
    this.resourceVersion = resourceVersion;
    this.recovered();
  }

  private async watch(): Promise<void> {
    const { connection, key, selection, target, random } = this.options;
    const lines = watchObjects(connection, key, selection, {
      resourceVersion: this.resourceVersion ?? '',
      signal: this.stopped.signal,
      silenceMs: this.options.silenceMs,
      random,
    });
    for await (const line of lines) {
      this.stopped.signal.throwIfAborted();
      if (line.type === 'DELETED') target.remove(line.object);
      else if (line.type !== 'BOOKMARK') target.set(line.object);
      this.resourceVersion = line.resourceVersion || this.resourceVersion;
      this.recovered();
    }
  }

  private async pause(): Promise<void> {
    const { clock, random } = this.options;
    const ms = this.pauseMs * (0.5 + random());
    this.pauseMs = Math.min(
      Math.max(this.pauseMs * 2, FIRST_PAUSE_MS),
      LONGEST_PAUSE_MS,
    );
    this.pausing = new AbortController();
    const signal = AbortSignal.any([this.stopped.signal, this.pausing.signal]);
    await clock.sleep(ms, signal).catch(() => {});
  }

  private complain(error: unknown): void {
    const reason = isError(error) ? error.message : String(error);
    this.complaints.say(
      `Can't watch ${this.options.key.kind}, so changes are not seen; trying again: ${reason}`,
    );
  }

  private recovered(): void {
    this.pauseMs = 0;
    if (this.complaints.end())
      this.options.logger.info(`Watching ${this.options.key.kind} again`);
  }
}
