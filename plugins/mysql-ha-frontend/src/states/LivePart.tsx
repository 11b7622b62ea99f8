import { Skeleton } from '@backstage/ui';
import type { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { ReactNode } from 'react';
import type { LiveSource } from '../live';
import { FailureCard } from './FailureCard';

/** Shows a live value inside a panel, or why there is none. That it is old the page says once, for all its panels. */
export function LivePart<T>(props: {
  source: LiveSource<T>;
  cluster: ClusterKey;
  /** Height of the placeholder while it loads, in pixels. */
  placeholder: number;
  children: (value: T, readAt: number) => ReactNode;
}) {
  const { live, refresh } = props.source;
  const { namespace, name } = props.cluster;
  switch (live.state) {
    case 'loading':
      return <Skeleton width="100%" height={props.placeholder} aria-hidden />;
    case 'failed':
      return (
        <FailureCard
          error={live.error}
          about={`${namespace}/${name}`}
          onRetry={refresh}
        />
      );
    case 'ready':
      return <>{props.children(live.value, live.readAt)}</>;
    default:
      return live satisfies never;
  }
}
