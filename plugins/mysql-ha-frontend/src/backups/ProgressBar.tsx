import { useTranslate } from '../translation';
import { bytes } from '../words';
import styles from './Backups.module.css';

/** How many bytes have gone, and what is being done. */
export function ProgressBar(props: {
  /** What it is the progress of. */
  name: string;
  progress: { doneBytes: number; totalBytes?: number; step: string };
}) {
  const { doneBytes, totalBytes, step } = props.progress;
  const t = useTranslate();
  const words =
    totalBytes === undefined
      ? bytes(doneBytes)
      : t('backups.progress', {
          done: bytes(doneBytes),
          total: bytes(totalBytes),
        });
  return (
    <div className={styles.progress}>
      <progress
        className={styles.bar}
        aria-label={t('backups.progressBar', { name: props.name })}
        max={totalBytes}
        // Without a total it is one that only says that something goes on.
        value={totalBytes === undefined ? undefined : doneBytes}
      />
      <span className={styles.detail}>
        {words} · {step}
      </span>
    </div>
  );
}
