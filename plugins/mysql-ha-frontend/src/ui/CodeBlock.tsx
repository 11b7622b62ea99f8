import { CopyButton } from './CopyButton';
import styles from './CodeBlock.module.css';

/** A text for a program or a terminal, to be read and copied. */
export function CodeBlock(props: {
  text: string;
  /** What it is. */
  label: string;
  /** What the button says. */
  copy: string;
  /** From here on it scrolls, as a length of CSS. */
  maxHeight: string;
}) {
  const { text, label, copy, maxHeight } = props;
  return (
    <div className={styles.block}>
      {/* It may scroll, so the keyboard must be able to reach it; and only what has a role may have a name. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="group" aria-label={label} style={{ maxHeight }}>
        <code>{text}</code>
      </pre>
      <div className={styles.copy}>
        <CopyButton text={text} label={copy} />
      </div>
    </div>
  );
}
