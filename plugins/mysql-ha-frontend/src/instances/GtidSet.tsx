import { useTranslate } from '../translation';
import { CopyButton } from '../ui';
import styles from './Instances.module.css';

/** The transactions that an instance holds, for who asks. */
export function GtidSet(props: { name: string; set: string }) {
  const t = useTranslate();
  return (
    <details className={styles.gtids}>
      <summary aria-label={t('instances.show', { name: props.name })}>
        {t('instances.gtidSet')}
      </summary>
      <span className={styles.set}>
        <code>{props.set}</code>
        <CopyButton
          text={props.set}
          label={t('instances.copyGtid', { name: props.name })}
        />
      </span>
    </details>
  );
}
