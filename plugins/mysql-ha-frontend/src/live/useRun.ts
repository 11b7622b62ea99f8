import { useCallback, useEffect, useRef, useState } from 'react';

/** How far something is that this page asked for; `Seen` is what is known of it. */
export type Run<Seen> =
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly error: unknown }
  | {
      readonly state: 'following';
      readonly seen: Seen;
      /** Why it could not be read again; it goes on all the same. */
      readonly failure?: unknown;
    };

/** What can be asked for and takes a while. */
export interface Followable<Body, View, First> {
  /** @returns what is known of it at once; undefined when it has to be read first */
  ask(body: Body): Promise<First>;
  read(body: Body, seen: View | First): Promise<View>;
  /** Whether it will not change any more. */
  hasEnded(seen: View | First): boolean;
  /** A person follows so often, in milliseconds. */
  readonly everyMs: number;
}

/**
 * Asks for one after the other, and follows the last one until it has ended.
 * @param followable - the same object as long as it is the same
 */
export function useRun<Body, View, First>(
  followable: Followable<Body, View, First>,
) {
  const [run, setRun] = useState<Run<View | First>>({ state: 'idle' });
  const current = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const start = useCallback(
    async (body: Body, onAccepted?: () => void) => {
      const { everyMs } = followable;
      current.current?.abort();
      const { signal } = (current.current = new AbortController());
      const show = (next: Run<View | First>) => {
        if (!signal.aborted) setRun(next);
      };
      show({ state: 'asking' });
      let seen: View | First;
      try {
        seen = await followable.ask(body);
      } catch (error) {
        show({ state: 'failed', error });
        return;
      }
      show({ state: 'following', seen });
      onAccepted?.();
      let isFirst = seen === undefined;
      while (!signal.aborted && !followable.hasEnded(seen)) {
        if (!isFirst) await pause(everyMs);
        isFirst = false;
        try {
          seen = await followable.read(body, seen);
          show({ state: 'following', seen });
        } catch (failure) {
          show({ state: 'following', seen, failure });
        }
      }
    },
    [followable],
  );

  return { run, start };
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}
