import {
  ToastApiMessage,
  toastApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

/** Time to read a sentence, in milliseconds. */
const SHOWN_MS = 5_000;

/** Says that what was asked for was accepted, and then has the page look again. */
export function useAccepted(onDone: () => void) {
  const toastApi = useApi(toastApiRef);
  return useCallback(
    (said: string, status: ToastApiMessage['status']) => {
      toastApi.post({ title: said, status, timeout: SHOWN_MS });
      onDone();
    },
    [toastApi, onDone],
  );
}
