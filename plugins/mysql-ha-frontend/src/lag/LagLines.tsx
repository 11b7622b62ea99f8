import type { Frame } from './frame';
import styles from './Lag.module.css';
import { lineColour } from './lineColour';
import type { Sample, Series } from './series';

/** The lines, and the marks of the sample that is being read. */
export function LagLines(props: {
  frame: Frame;
  series: readonly Series[];
  reading: Sample | undefined;
}) {
  const { frame, series, reading } = props;
  return (
    <>
      {series.map(({ name, pieces }, line) =>
        pieces.map(piece => (
          <path
            key={`${name} ${piece[0].at}`}
            d={pathOf(piece.map(p => [frame.x(p.at), frame.y(p.seconds)]))}
            className={styles.line}
            stroke={lineColour(line)}
          />
        )),
      )}
      {reading && (
        <line
          x1={frame.x(reading.at)}
          x2={frame.x(reading.at)}
          y1={frame.top}
          y2={frame.bottom}
          className={styles.cursor}
        />
      )}
      {reading &&
        series.map(({ name }, line) => {
          const seconds = reading.lag.get(name);
          return seconds === undefined ? null : (
            <circle
              key={name}
              cx={frame.x(reading.at)}
              cy={frame.y(seconds)}
              r={4}
              fill={lineColour(line)}
            />
          );
        })}
    </>
  );
}

/** A line; a lone sample becomes a dot, by the line's round ends. */
function pathOf(points: ReadonlyArray<readonly [number, number]>): string {
  const [first, ...rest] = points.map(
    ([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`,
  );
  return `M ${first} ${(rest.length > 0 ? rest : [first])
    .map(point => `L ${point}`)
    .join(' ')}`;
}
