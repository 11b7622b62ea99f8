import { ButtonLink } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useBackups, useClusterView } from '../cluster';
import { OverviewPanel } from '../overview';
import { clusterPath, usePortalPaths } from '../routing';
import { LiveContent } from '../states';
import { useTranslate } from '../translation';
import { BadAnnotation } from './BadAnnotation';
import { clusterOf } from './entityCluster';

/** The card on an entity's overview: how its database is, and the way to it. */
export function EntityMysqlOverviewCard() {
  const { entity } = useEntity();
  const cluster = clusterOf(entity);
  return cluster ? (
    <Overview cluster={cluster} />
  ) : (
    <BadAnnotation entity={entity} />
  );
}

function Overview(props: { cluster: ClusterKey }) {
  const t = useTranslate();
  const { fleet } = usePortalPaths();
  const source = useClusterView(props.cluster);
  const backups = useBackups(props.cluster);
  return (
    <LiveContent
      source={source}
      about={`${props.cluster.namespace}/${props.cluster.name}`}
      placeholders={[260]}
    >
      {cluster => (
        <OverviewPanel
          cluster={cluster}
          backups={backups}
          side={
            fleet && (
              <ButtonLink
                size="small"
                variant="secondary"
                href={clusterPath(fleet, cluster)}
              >
                {t('overview.open')}
              </ButtonLink>
            )
          }
        />
      )}
    </LiveContent>
  );
}
