import { Alert, Skeleton } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  clusterCredentialsPermission,
  ClusterKey,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { ReactNode, useCallback } from 'react';
import { mysqlHaApiRef } from '../api';
import { useLive } from '../live';
import { LivePart } from '../states';
import { useTranslate } from '../translation';
import { Panel } from '../ui';
import { Details } from './Details';
import { Snippets } from './Snippets';

/** What rarely changes is read rarely. */
const PACE = { announced: 300_000, silent: 60_000 };

/** Host, user, Secret and ready-made programs, for who may see them. */
export function ConnectionPanel(props: { cluster: ClusterKey }) {
  const { cluster } = props;
  const t = useTranslate();
  const about = `${cluster.namespace}/${cluster.name}`;
  const permission = usePermission({
    permission: clusterCredentialsPermission,
    resourceRef: about,
  });
  let content: ReactNode;
  if (permission.loading) {
    content = <Skeleton width="100%" height={200} aria-hidden />;
  } else if (permission.allowed) {
    content = <Allowed cluster={cluster} />;
  } else {
    content = (
      <Alert
        status="info"
        icon
        title={t('connection.forbidden')}
        description={t('connection.forbiddenRemedy', {
          permission: clusterCredentialsPermission.name,
          cluster: about,
        })}
      />
    );
  }
  return <Panel title={t('connection.title')}>{content}</Panel>;
}

const never = () => false;

function Allowed(props: { cluster: ClusterKey }) {
  const { namespace, name } = props.cluster;
  const api = useApi(mysqlHaApiRef);
  const read = useCallback(
    () => api.getConnection({ namespace, name }),
    [api, namespace, name],
  );
  const source = useLive(read, never, PACE);
  return (
    <LivePart source={source} cluster={props.cluster} placeholder={200}>
      {connection => (
        <>
          <Details connection={connection} />
          <Snippets cluster={props.cluster} connection={connection} />
        </>
      )}
    </LivePart>
  );
}
