import {
  ClusterSignal,
  MysqlHaApiError,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClusterSignals } from './clusterSignals';
import type { Live, LiveSource } from './Live';

/** How often to look, in milliseconds. */
export interface Pace {
  /** When the server announces changes. */
  readonly announced: number;
  /** When nobody announces anything. */
  readonly silent: number;
}

const PACE: Pace = { announced: 30_000, silent: 3_000 };

/** These answers replace the last value: it is not late, it is no longer ours to see. */
const FINAL_ANSWERS: readonly number[] = [401, 403, 404];

/**
 * Reads a value again and again: when a signal concerns it, when the tab becomes visible, and at the pace given.
 * One read runs at a time; a signal during a read causes one more read after it.
 *
 * @param read - a stable function; another one starts over
 * @param concerns - whether a signal is about this value; a stable function
 */
export function useLive<T>(
  read: () => Promise<T>,
  concerns: (signal: ClusterSignal) => boolean,
  pace: Pace = PACE,
): LiveSource<T> {
  const [live, setLive] = useState<Live<T>>({ state: 'loading' });
  const readNow = useRef<() => void>(() => {});

  const announced = useClusterSignals(
    useCallback(
      signal => {
        if (concerns(signal)) readNow.current();
      },
      [concerns],
    ),
  );
  const afterFailureMs = pace.silent;
  const every = announced ? pace.announced : pace.silent;

  useEffect(() => {
    setLive({ state: 'loading' });
  }, [read]);

  useEffect(() => {
    let stopped = false;
    let reading = false;
    let wanted = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    /** Resolves to the time until the next read: what failed is not announced when it is well again. */
    const readOnce = async () => {
      try {
        const value = await read();
        if (!stopped) setLive({ state: 'ready', value, readAt: Date.now() });
        return every;
      } catch (error) {
        if (!stopped) setLive(last => afterFailure(last, error));
        return afterFailureMs;
      }
    };
    const run = async () => {
      wanted = true;
      if (reading) return;
      reading = true;
      clearTimeout(timer);
      let next = every;
      while (wanted && !stopped) {
        wanted = false;
        next = await readOnce();
      }
      reading = false;
      if (!stopped && !document.hidden) timer = setTimeout(run, next);
    };
    const onVisible = () => {
      if (document.hidden) clearTimeout(timer);
      else run();
    };

    readNow.current = run;
    document.addEventListener('visibilitychange', onVisible);
    run();
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [read, every, afterFailureMs]);

  const refresh = useCallback(() => readNow.current(), []);
  return { live, refresh, announced };
}

function afterFailure<T>(last: Live<T>, error: unknown): Live<T> {
  const final =
    error instanceof MysqlHaApiError && FINAL_ANSWERS.includes(error.status);
  return last.state === 'ready' && !final
    ? { ...last, failure: error }
    : { state: 'failed', error };
}
