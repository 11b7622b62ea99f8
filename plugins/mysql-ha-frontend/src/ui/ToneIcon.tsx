import {
  RemixiconComponentType,
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiInformationFill,
  RiLoader4Line,
  RiMoonFill,
  RiQuestionFill,
} from '@remixicon/react';
import type { Tone } from '../verdict';
import styles from './tone.module.css';
import { toneClass } from './toneClass';

const ICONS: Readonly<Record<Tone, RemixiconComponentType>> = {
  good: RiCheckboxCircleFill,
  busy: RiLoader4Line,
  note: RiInformationFill,
  warn: RiAlertFill,
  bad: RiCloseCircleFill,
  off: RiMoonFill,
  unknown: RiQuestionFill,
};

/** The icon of a tone. Decoration: the words beside it say the same. */
export function ToneIcon(props: { tone: Tone; size?: number }) {
  const Icon = ICONS[props.tone];
  const turning = props.tone === 'busy' ? styles.turning : '';
  return (
    <Icon
      aria-hidden
      size={props.size ?? 16}
      className={`${toneClass(props.tone)} ${styles.icon} ${turning}`}
    />
  );
}
