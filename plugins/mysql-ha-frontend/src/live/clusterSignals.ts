import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  ClusterSignal,
  clusterSignalSchema,
  SIGNAL_CHANNEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useEffect, useRef } from 'react';

/**
 * Calls back for each announced change of a cluster.
 *
 * `useSignal` keeps only the newest message of a channel. All clusters share one channel, so a change of another
 * cluster in the same render would hide ours; hence the subscription itself.
 *
 * @returns whether the portal has signals at all
 */
export function useClusterSignals(
  onSignal: (signal: ClusterSignal) => void,
): boolean {
  const signals = useApiHolder().get(signalApiRef);
  const callback = useRef(onSignal);
  useEffect(() => {
    callback.current = onSignal;
  }, [onSignal]);

  useEffect(() => {
    const subscription = signals?.subscribe(SIGNAL_CHANNEL, message => {
      const signal = clusterSignalSchema.safeParse(message);
      if (signal.success) callback.current(signal.data);
    });
    return () => subscription?.unsubscribe();
  }, [signals]);

  return signals !== undefined;
}
