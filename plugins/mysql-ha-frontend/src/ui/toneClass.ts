import type { Tone } from '../verdict';
import styles from './tone.module.css';

const CLASSES: Readonly<Record<Tone, string>> = {
  good: styles.good,
  busy: styles.busy,
  note: styles.note,
  warn: styles.warn,
  bad: styles.bad,
  off: '',
  unknown: '',
};

/** Class names that set `--mysql-tone-fg` and `--mysql-tone-bg`. */
export function toneClass(tone: Tone): string {
  return `${styles.tone} ${CLASSES[tone]}`;
}
