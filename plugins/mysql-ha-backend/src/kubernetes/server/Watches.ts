import { LoggerService } from '@backstage/backend-plugin-api';
import { CLUSTER_LABEL } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../../clock';
import { ObjectCache } from '../cache';
import { isWrittenByPeople, watchedKinds } from '../resourceKinds';
import { KubernetesObject, ObjectKey } from '../types';
import { ApiConnection } from './ApiConnection';
import { ListSelection } from './listObjects';
import { Reflector, ReflectorTarget } from './Reflector';

/** All watches of one adapter. */
export class Watches {
  private readonly reflectors = new Set<Reflector>();

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

  /** Fills a cache with the watched kinds; resolves when each was listed once. */
  async fill(cache: ObjectCache): Promise<void> {
    const namespaces = this.options.namespaces ?? [undefined];
    const listed = namespaces.flatMap(namespace =>
      watchedKinds().map(({ kind, apiVersion }) =>
        this.reflect(
          { kind, apiVersion, namespace },
          isWrittenByPeople(kind) ? {} : { labelSelector: CLUSTER_LABEL },
          {
            replace: objects => cache.replace(kind, namespace, objects),
            set: object => cache.set(kind, object),
            remove: object => cache.remove(kind, object),
          },
        ).start(),
      ),
    );
    await Promise.all(listed);
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
