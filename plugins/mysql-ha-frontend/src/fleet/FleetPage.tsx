import { useApi } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { useCallback } from 'react';
import { mysqlHaApiRef } from '../api';
import { useLive } from '../live';
import { LiveContent } from '../states';
import { EmptyFleet } from './EmptyFleet';
import styles from './Fleet.module.css';
import { FleetTable } from './FleetTable';

/** The whole list is larger than one cluster, so it is read a little less often. */
const PACE = { announced: 30_000, silent: 5_000 };
const always = () => true;

/** All clusters that the viewer may see, those that need a person first. */
export function FleetPage() {
  const api = useApi(mysqlHaApiRef);
  const read = useCallback(() => api.listClusters(), [api]);
  const source = useLive(read, always, PACE);
  return (
    <Container>
      <div className={styles.page}>
        <LiveContent source={source} about="" placeholders={[84, 40, 320]}>
          {clusters =>
            clusters.length === 0 ? (
              <EmptyFleet />
            ) : (
              <FleetTable clusters={clusters} />
            )
          }
        </LiveContent>
      </div>
    </Container>
  );
}
