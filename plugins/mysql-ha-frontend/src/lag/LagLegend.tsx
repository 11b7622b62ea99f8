import { useTranslate } from '../translation';
import { duration } from '../words';
import styles from './Lag.module.css';
import { lineColour } from './lineColour';
import type { Sample, Series } from './series';

/** The replicas' colours and their lag at one moment. */
export function LagLegend(props: {
  series: readonly Series[];
  sample: Sample;
  moment: string;
}) {
  const t = useTranslate();
  return (
    <>
      <p className={styles.moment}>{props.moment}</p>
      <ul className={styles.legend}>
        {props.series.map(({ name }, line) => {
          const seconds = props.sample.lag.get(name);
          return (
            <li key={name} className={styles.entry}>
              <span
                aria-hidden
                className={styles.swatch}
                style={{ background: lineColour(line) }}
              />
              <span className={styles.entryName} title={name}>
                {name}
              </span>
              <span className={styles.entryValue}>
                {seconds === undefined ? t('lag.unknown') : duration(seconds)}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
