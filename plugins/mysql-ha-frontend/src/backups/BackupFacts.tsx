import type {
  BackupsView,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../translation';
import { ToneIcon } from '../ui';
import styles from './Backups.module.css';
import { factsOf } from './facts';

/** The four answers about backups. */
export function BackupFacts(props: {
  view: BackupsView;
  cluster: ClusterView;
  now: number;
}) {
  const t = useTranslate();
  return (
    <dl className={styles.facts}>
      {factsOf(props.view, props.cluster, props.now, t).map(
        ({ term, tone, words, detail }) => (
          <div key={term} className={styles.fact}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.words}>
              {tone !== 'good' && <ToneIcon tone={tone} size={16} />}
              {words}
            </dd>
            {detail && <dd className={styles.detail}>{detail}</dd>}
          </div>
        ),
      )}
    </dl>
  );
}
