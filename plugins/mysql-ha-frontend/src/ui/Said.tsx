import { useTranslate } from '../translation';
import { commandsIn } from '../words';
import { CopyButton } from './CopyButton';
import styles from './Said.module.css';

/** What the engine says: the next step on a line of its own, its commands ready to be copied. */
export function Said(props: { text: string }) {
  const t = useTranslate();
  return (
    <span className={styles.said}>
      {props.text.split(/ (?=Next: )/).map((part, index) => (
        <span key={`${index} ${part}`}>{part}</span>
      ))}
      {commandsIn(props.text).map(command => (
        <span key={command} className={styles.command}>
          <code>{command}</code>
          <CopyButton text={command} label={t('states.copyCommand')} />
        </span>
      ))}
    </span>
  );
}
