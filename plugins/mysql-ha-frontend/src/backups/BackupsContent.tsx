import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type {
  BackupsView,
  BackupView,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useState } from 'react';
import { useNow } from '../live';
import { useTranslate } from '../translation';
import { BackupAxis, RangeName, RANGES, usualRange } from './axis';
import { BackupFacts } from './BackupFacts';
import type { BackupAction } from './BackupMenu';
import styles from './Backups.module.css';
import { BackupsTable } from './BackupsTable';
import { EmptyBackups } from './EmptyBackups';
import { LocationList, RestoreList, ScheduleList } from './lists';

/** The answers, the axis, the table, and what stands beside it. */
export function BackupsContent(props: {
  cluster: ClusterView;
  view: BackupsView;
  missing: (action: BackupAction) => string | undefined;
  onChoose: (backup: BackupView, action: BackupAction) => void;
}) {
  const { cluster, view, missing, onChoose } = props;
  const t = useTranslate();
  const now = useNow(1_000);
  const [picked, setPicked] = useState<RangeName | undefined>(undefined);
  const range = picked ?? usualRange(view, now);
  if (view.backups.length === 0 && view.schedules.length === 0) {
    return (
      <div className={styles.body}>
        <EmptyBackups cluster={cluster} view={view} />
        {view.locations.length > 0 && <LocationList view={view} now={now} />}
        <RestoreList cluster={cluster} restores={view.restores} now={now} />
      </div>
    );
  }
  return (
    <div className={styles.body}>
      <BackupFacts view={view} cluster={cluster} now={now} />
      <BackupAxis
        view={view}
        range={range}
        now={now}
        side={
          <ToggleButtonGroup
            aria-label={t('backups.axis.range')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[range]}
            onSelectionChange={keys =>
              setPicked(RANGES.find(each => keys.has(each)))
            }
          >
            {RANGES.map(each => (
              <ToggleButton key={each} id={each}>
                {t(`backups.axis.${each}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        }
      />
      <BackupsTable
        view={view}
        namespace={cluster.namespace}
        now={now}
        missing={missing}
        onChoose={onChoose}
      />
      <div className={styles.lists}>
        <ScheduleList schedules={view.schedules} now={now} />
        <LocationList view={view} now={now} />
      </div>
      <RestoreList cluster={cluster} restores={view.restores} now={now} />
    </div>
  );
}
