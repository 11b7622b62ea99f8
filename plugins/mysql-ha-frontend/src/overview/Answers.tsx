import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useNow } from '../live';
import { useTranslate } from '../translation';
import { toneClass, ToneIcon } from '../ui';
import {
  activityAnswer,
  adviceAnswer,
  Answer,
  safetyAnswer,
  Tone,
  writesAnswer,
} from '../verdict';
import styles from './Answers.module.css';

/** What is as it should be stays uncoloured, so that the eye falls on what is not. */
const CALM: readonly Tone[] = ['good', 'off', 'unknown'];

/** The four questions and their answers. */
export function Answers(props: { cluster: ClusterView }) {
  const { cluster } = props;
  const t = useTranslate();
  const now = useNow();
  const rows: ReadonlyArray<readonly [string, Answer]> = [
    [t('overview.writes.question'), writesAnswer(cluster, now, t)],
    [t('overview.safety.question'), safetyAnswer(cluster, t)],
    [t('overview.activity.question'), activityAnswer(cluster, now, t)],
    [t('overview.advice.question'), adviceAnswer(cluster, now, t)],
  ];
  return (
    <dl className={styles.answers} aria-label={t('overview.questions')}>
      {rows.map(([question, answer]) => (
        <div
          key={question}
          className={`${styles.answer} ${toneClass(answer.tone)} ${
            CALM.includes(answer.tone) ? styles.calm : ''
          }`}
        >
          <dt className={styles.question}>{question}</dt>
          <dd className={styles.words}>
            <ToneIcon tone={answer.tone} size={18} />
            {answer.words}
          </dd>
          {answer.detail && <dd className={styles.detail}>{answer.detail}</dd>}
        </div>
      ))}
    </dl>
  );
}
