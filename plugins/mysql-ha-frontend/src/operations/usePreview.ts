import type {
  ClusterKey,
  OperationType,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useCallback, useEffect, useState } from 'react';
import { useTranslate } from '../translation';
import { useOperationRun } from './useOperationRun';

/** Asks by a dry run what an operation would do, again whenever the wish changes. */
export function usePreview(
  cluster: ClusterKey,
  type: OperationType,
  target: string | undefined,
  force: boolean,
) {
  const t = useTranslate();
  const { run, start } = useOperationRun(cluster);
  const [askedAt, setAskedAt] = useState(() => Date.now());
  const reason = force ? t('operations.previewReason') : undefined;

  const ask = useCallback(() => {
    setAskedAt(Date.now());
    start({ type, target, force, reason, dryRun: true });
  }, [start, type, target, force, reason]);
  useEffect(ask, [ask]);

  const feasible = run.state === 'following' && run.seen.phase === 'Succeeded';
  return { run, ask, askedAt, feasible };
}
