import { Link, Text } from '@backstage/ui';
import type {
  ClusterKey,
  RestoreView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { clusterPath, usePortalPaths } from '../../routing';
import type { Translate } from '../../translation';
import { useTranslate } from '../../translation';
import { Said, ToneChip } from '../../ui';
import { RUN_TONES } from '../../verdict';
import { age, clock } from '../../words';
import { ProgressBar } from '../ProgressBar';
import styles from './Lists.module.css';

/** What was brought back lately, and how it went. */
export function RestoreList(props: {
  cluster: ClusterKey;
  restores: readonly RestoreView[];
  now: number;
}) {
  const { restores, now } = props;
  const t = useTranslate();
  if (restores.length === 0) return null;
  return (
    <section aria-label={t('backups.restores.title')} className={styles.part}>
      <Text as="h3" variant="body-medium" weight="bold">
        {t('backups.restores.title')}
      </Text>
      <ul className={styles.list}>
        {restores.map(restore => (
          <Entry
            key={restore.name}
            restore={restore}
            own={props.cluster.name}
            now={now}
          />
        ))}
      </ul>
    </section>
  );
}

function Entry(props: { restore: RestoreView; own: string; now: number }) {
  const { restore, own, now } = props;
  const { name, namespace, spec, status, createdAt } = restore;
  const { fleet } = usePortalPaths();
  const t = useTranslate();
  const phase = status.phase ?? 'Pending';
  const target = spec.target.clusterName;
  return (
    <li className={styles.entry}>
      <p className={styles.head}>
        <span className={styles.name}>
          {t('backups.restores.from', { target, source: sourceOf(restore, t) })}
        </span>
        <ToneChip tone={RUN_TONES[phase]}>
          {t(`backups.restoring.phase.${phase}`)}
        </ToneChip>
        {createdAt && (
          <time
            className={styles.detail}
            dateTime={createdAt}
            title={clock(createdAt, now)}
          >
            {t('backups.table.ago', { age: age(createdAt, now) ?? '' })}
          </time>
        )}
        {fleet && phase === 'Succeeded' && target !== own && (
          <Link href={clusterPath(fleet, { namespace, name: target })}>
            {t('backups.restores.open', { cluster: target })}
          </Link>
        )}
      </p>
      {status.progress && phase === 'Running' && (
        <ProgressBar name={name} progress={status.progress} />
      )}
      {status.message && (
        <div className={phase === 'Failed' ? styles.said : styles.detail}>
          <Said text={status.message} />
        </div>
      )}
    </li>
  );
}

function sourceOf({ spec }: RestoreView, t: Translate): string {
  const { source, pointInTime, target } = spec;
  const moment = pointInTime?.time ?? pointInTime?.gtidSet;
  return [
    source.backupName ?? source.clusterName ?? source.path,
    moment && t('backups.restores.toMoment', { time: moment }),
    target.inPlace && t('backups.restores.inPlace'),
  ]
    .filter(Boolean)
    .join(', ');
}
