import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type {
  BackupsView,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ReactNode, useId } from 'react';
import { BackupLine } from '../backups';
import type { LiveSource } from '../live';
import { useTranslate } from '../translation';
import { ToneChip, ToneIcon } from '../ui';
import { headline } from '../verdict';
import { Alarms } from './Alarms';
import { Answers } from './Answers';
import { Facts } from './Facts';
import { LastIncident } from './LastIncident';
import styles from './OverviewPanel.module.css';

/** How a database is, readable within seconds. */
export function OverviewPanel(props: {
  cluster: ClusterView;
  /** What there is of backups. */
  backups: LiveSource<BackupsView>;
  /** Shown at the end of the headline, e.g. the actions. */
  side?: ReactNode;
}) {
  const { cluster } = props;
  const t = useTranslate();
  const titleId = useId();
  const { tone, word, sentence } = headline(cluster, t);
  return (
    <Card role="region" aria-labelledby={titleId}>
      <CardHeader>
        <div className={styles.head}>
          <div className={styles.status}>
            <ToneIcon tone={tone} size={32} />
            <div>
              <Text as="p" variant="body-medium" id={titleId}>
                <Text as="span" color="secondary">
                  {t('overview.title')} {cluster.namespace}/
                </Text>
                <Text as="span" weight="bold">
                  {cluster.name}
                </Text>
              </Text>
              <div role="status">
                <Text as="h2" variant="title-small" weight="bold">
                  {word}
                </Text>
                <Text as="p" variant="body-medium">
                  {sentence}
                </Text>
              </div>
            </div>
          </div>
          <div className={styles.side}>
            {cluster.spec.paused && (
              <ToneChip tone="warn">{t('status.paused')}</ToneChip>
            )}
            {props.side}
          </div>
        </div>
      </CardHeader>
      <CardBody>
        <div className={styles.body}>
          <Alarms cluster={cluster} />
          <Answers cluster={cluster} />
          <Facts cluster={cluster} />
          <div>
            <BackupLine source={props.backups} />
            <LastIncident cluster={cluster} />
          </div>
        </div>
      </CardBody>
    </Card>
  );
}
