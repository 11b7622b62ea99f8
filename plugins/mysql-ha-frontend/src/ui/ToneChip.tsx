import type { ReactNode } from 'react';
import type { Tone } from '../verdict';
import styles from './tone.module.css';
import { toneClass } from './toneClass';
import { ToneIcon } from './ToneIcon';

/** A word with the icon and colour of its tone. */
export function ToneChip(props: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`${toneClass(props.tone)} ${styles.chip}`}>
      <ToneIcon tone={props.tone} size={14} />
      {props.children}
    </span>
  );
}
