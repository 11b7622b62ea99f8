import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../clock';
import { ObjectCache } from '../cache';
import {
  isIndispensable,
  resourceKind,
  watchedKinds,
  watchedLabel,
  WatchedResource,
} from '../resourceKinds';
import { KubernetesObject, ObjectKey, WatchedKind } from '../types';
import { ApiConnection } from './ApiConnection';
import { ListSelection } from './listObjects';
import { Reflector, ReflectorTarget } from './Reflector';

/** All watches of one adapter. */
export class Watches {
  private readonly reflectors = new Set<Reflector>();
  private readonly listed = new Set<WatchedKind>();

  constructor(
    private readonly options: {
      readonly connection: ApiConnection;
      readonly clock: Clock;
      readonly random: () => number;
      readonly logger: Pick<LoggerService, 'warn' | 'info'>;
      /** Left out: all. */
      readonly namespaces?: readonly string[];
    },
  ) {}

  /**
   * Fills a cache with the watched kinds; resolves when each was listed once. What belongs to no namespace is not waited
   * for: an operator that was let into a few namespaces alone may not see it, and does without. Nor is what backups need.
   */
  async fill(cache: ObjectCache): Promise<void> {
    const namespaces = this.options.namespaces ?? [undefined];
    const kinds = watchedKinds();
    for (const watched of kinds.filter(kind => !resourceKind(kind).namespaced))
      void this.follow(cache, watched, undefined).then(() =>
        this.listed.add(watched.kind),
      );
    const listed = kinds
      .filter(kind => resourceKind(kind).namespaced)
      .map(watched => ({
        watched,
        all: Promise.all(
          namespaces.map(namespace => this.follow(cache, watched, namespace)),
        ).then(() => this.listed.add(watched.kind)),
      }));
    await Promise.all(
      listed.flatMap(({ watched, all }) =>
        isIndispensable(watched) ? [all] : [],
      ),
    );
  }

  /** Whether all objects of a kind were listed once. */
  hasListed(kind: WatchedKind): boolean {
    return this.listed.has(kind);
  }

  private follow(
    cache: ObjectCache,
    { kind, apiVersion }: WatchedResource,
    namespace: string | undefined,
  ): Promise<void> {
    return this.reflect(
      { kind, apiVersion, namespace },
      { labelSelector: watchedLabel(kind) },
      {
        replace: objects => cache.replace(kind, namespace, objects),
        set: object => cache.set(kind, object),
        remove: object => cache.remove(kind, object),
      },
    ).start();
  }

  /** Reports each state of one object, undefined when it is not there, until the returned function is called. */
  watchObject(
    { name, ...key }: ObjectKey,
    listener: (object: KubernetesObject | undefined) => void,
  ): () => void {
    const reflector = this.reflect(
      key,
      { fieldSelector: `metadata.name=${name}` },
      {
        replace: ([object]) => listener(object),
        set: listener,
        remove: () => listener(undefined),
      },
    );
    void reflector.start();
    return () => {
      reflector.stop();
      this.reflectors.delete(reflector);
    };
  }

  /** Ends all pauses between tries. */
  hurry(): void {
    this.reflectors.forEach(reflector => reflector.hurry());
  }

  stop(): void {
    this.reflectors.forEach(reflector => reflector.stop());
  }

  private reflect(
    key: Omit<ObjectKey, 'name'>,
    selection: ListSelection,
    target: ReflectorTarget,
  ): Reflector {
    const reflector = new Reflector({
      ...this.options,
      key,
      selection,
      target,
    });
    this.reflectors.add(reflector);
    return reflector;
  }
}
