import type {
  ClusterKey,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ActionsMenu } from '../actions';
import { BackupsPanel } from '../backups';
import { ConnectionPanel } from '../connection';
import { EventsPanel } from '../events';
import { IncidentsPanel } from '../incidents';
import { InstancesPanel } from '../instances';
import { LagPanel } from '../lag';
import type { LiveSource } from '../live';
import { OperationsPanel } from '../operations';
import { OverviewPanel } from '../overview';
import { LiveContent, LiveMark } from '../states';
import { TopologyPanel } from '../topology';
import styles from './MysqlContent.module.css';
import {
  useBackups,
  useEvents,
  useLag,
  useOperations,
} from './useClusterDetails';
import { useClusterView } from './useClusterView';

/** Up to this many instances the picture shares its row with the plot. */
const SIDE_BY_SIDE = 5;

/**
 * Everything about one database, the most urgent first.
 * @public
 */
export function MysqlContent(props: { cluster: ClusterKey }) {
  const { namespace, name } = props.cluster;
  const source = useClusterView(props.cluster);
  return (
    <div className={styles.content}>
      <LiveContent
        source={source}
        about={`${namespace}/${name}`}
        placeholders={[280, 320, 200]}
      >
        {cluster => <Cards cluster={cluster} source={source} />}
      </LiveContent>
    </div>
  );
}

function Cards(props: {
  cluster: ClusterView;
  source: LiveSource<ClusterView>;
}) {
  const { cluster, source } = props;
  const lag = useLag(cluster);
  const events = useEvents(cluster);
  const operations = useOperations(cluster);
  const backups = useBackups(cluster);
  const onDone = () => {
    source.refresh();
    operations.refresh();
  };
  // A tall or three-tiered picture needs the whole width; the plot goes below it.
  const large =
    (cluster.status.instances?.length ?? 0) > SIDE_BY_SIDE ||
    Boolean(cluster.spec.relay);
  return (
    <div className={styles.content}>
      <OverviewPanel
        cluster={cluster}
        backups={backups}
        side={
          <>
            {source.live.state === 'ready' && (
              <LiveMark
                readAt={source.live.readAt}
                announced={source.announced}
                stale={source.live.failure !== undefined}
              />
            )}
            <ActionsMenu cluster={cluster} onDone={onDone} />
          </>
        }
      />
      <div className={`${styles.pair} ${large ? '' : styles.uneven}`}>
        <TopologyPanel cluster={cluster} />
        <LagPanel cluster={cluster} source={lag} />
      </div>
      <InstancesPanel cluster={cluster} onDone={onDone} />
      <BackupsPanel cluster={cluster} source={backups} />
      <IncidentsPanel cluster={cluster} />
      <OperationsPanel cluster={cluster} source={operations} />
      <div className={`${styles.pair} ${styles.even}`}>
        <ConnectionPanel cluster={cluster} />
        <EventsPanel cluster={cluster} source={events} />
      </div>
    </div>
  );
}
