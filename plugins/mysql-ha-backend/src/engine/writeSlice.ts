import { ConflictError, NotFoundError } from '@backstage/errors';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { keyOf } from '../kubernetes/kubernetesObject';
import { EndpointSlice, TERM_ANNOTATION } from '../resources';
import { atVersionOf } from './atVersionOf';

/** How often a write is judged and tried again when somebody else wrote first. */
const TRIES = 5;

/**
 * Brings an EndpointSlice to what is wanted. Each write is a compare-and-swap on the version that was looked at, so an
 * operator that stood still between its look and its write can't undo what its successor wrote: it is refused, reads the
 * slice again, and goes on only while it has the authority and nobody wrote in a higher term.
 * @throws AuthorityLostError when somebody else wrote first and this process may not act any more
 * @throws ConflictError when somebody else is faster each time
 */
export async function writeSlice(options: {
  readonly kubernetes: Pick<
    KubernetesAdapter,
    'getWatched' | 'read' | 'apply' | 'create'
  >;
  /** What is to be. */
  readonly slice: EndpointSlice;
  /** What is to be, as things are when somebody else wrote first. */
  readonly judgeAgain: () => EndpointSlice;
  /** @throws AuthorityLostError when this process may not act any more */
  readonly assertAuthority: () => void;
}): Promise<void> {
  const { kubernetes, judgeAgain, assertAuthority } = options;
  let { slice } = options;
  const { namespace = '', name } = slice.metadata;
  let live = kubernetes.getWatched('EndpointSlice', namespace, name);
  for (let attempt = 1; ; attempt++) {
    if (live && (sameSlice(live, slice) || termOf(live) > termOf(slice))) {
      return;
    }
    try {
      await (live
        ? kubernetes.apply(atVersionOf(live, slice))
        : kubernetes.create(slice));
      return;
    } catch (error) {
      const isOutdated =
        error instanceof ConflictError || error instanceof NotFoundError;
      if (!isOutdated || attempt === TRIES) throw error;
      live = await kubernetes.read(keyOf(slice));
      assertAuthority();
      slice = judgeAgain();
    }
  }
}

function termOf({ metadata }: KubernetesObject): number {
  return Number(metadata.annotations?.[TERM_ANNOTATION] ?? 0);
}

function sameSlice(live: KubernetesObject, wanted: EndpointSlice): boolean {
  return (
    addressesOf(live.endpoints) === addressesOf(wanted.endpoints) &&
    termOf(live) === termOf(wanted)
  );
}

function addressesOf(endpoints: unknown): string {
  // The API server gives an empty list as null.
  const listed = Array.isArray(endpoints) ? endpoints : [];
  return JSON.stringify(
    listed.map(endpoint => [endpoint?.addresses, endpoint?.targetRef?.name]),
  );
}
