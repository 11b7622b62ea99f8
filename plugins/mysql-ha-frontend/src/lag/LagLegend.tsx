import styles from './Lag.module.css';
import { lineColour } from './lineColour';
import type { Series } from './series';

/** The replicas' colours and their lag at one moment. */
export function LagLegend(props: {
  series: readonly Series[];
  /** The lag of one of them, in words. */
  lagOf: (name: string) => string;
  moment: string;
}) {
  return (
    <>
      <p className={styles.moment}>{props.moment}</p>
      <ul className={styles.legend}>
        {props.series.map(({ name }, line) => (
          <li key={name} className={styles.entry}>
            <span
              aria-hidden
              className={styles.swatch}
              style={{ background: lineColour(line) }}
            />
            <span className={styles.entryName} title={name}>
              {name}
            </span>
            <span className={styles.entryValue}>{props.lagOf(name)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
