import { KeyboardEvent, PointerEvent, useState } from 'react';
import { useTranslate } from '../translation';
import { useWidth } from '../ui';
import { duration } from '../words';
import styles from './Lag.module.css';
import { LagLegend } from './LagLegend';
import { lineColour } from './lineColour';
import { marks, topOf } from './scale';
import type { Sample, Series } from './series';

const HEIGHT = 176;
const LEFT = 44;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 22;

/** A sample this young, in milliseconds, is the present one. */
const FRESH = 15_000;

/** Lines with gaps where nothing is known. Pointer and arrow keys read single samples. */
export function LagPlot(props: {
  samples: readonly Sample[];
  series: readonly Series[];
  /** Milliseconds that the axis spans. */
  range: number;
  /** The moment at its right end. */
  end: number;
}) {
  const { samples, series, range } = props;
  const t = useTranslate();
  const [ref, width] = useWidth(420);
  const [read, setRead] = useState<number | undefined>(undefined);

  // A server whose clock is ahead of this browser's must not be drawn beyond the edge.
  const end = Math.max(props.end, samples.at(-1)?.at ?? 0);
  const largest = Math.max(0, ...samples.flatMap(s => [...s.lag.values()]));
  const top = topOf(largest);
  const x = (at: number) =>
    LEFT + ((at - (end - range)) / range) * (width - LEFT - RIGHT);
  const y = (seconds: number) =>
    HEIGHT - BOTTOM - (seconds / top) * (HEIGHT - BOTTOM - TOP);
  const last = samples.length - 1;
  const index = Math.min(read ?? last, last);
  const sample = samples[index];
  const time = new Date(sample.at).toLocaleTimeString();

  const onPointer = (event: PointerEvent<SVGSVGElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setRead(nearest(samples, each => Math.abs(x(each.at) - at)));
  };
  const onKey = (event: KeyboardEvent) => {
    const target = targetOf(event.key, index, last);
    if (target === undefined) return;
    event.preventDefault();
    setRead(target);
  };
  const values = series
    .map(({ name }) => {
      const seconds = sample.lag.get(name);
      return t('lag.value', {
        name,
        lag: seconds === undefined ? t('lag.unknown') : duration(seconds),
      });
    })
    .join(', ');

  return (
    <div ref={ref} className={styles.plot}>
      <div
        role="slider"
        tabIndex={0}
        className={styles.focus}
        aria-label={t('lag.spoken', { number: String(series.length) })}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={index}
        aria-valuetext={t('lag.sample', { time, values })}
        onKeyDown={onKey}
        onBlur={() => setRead(undefined)}
      >
        <svg
          aria-hidden
          className={styles.svg}
          width={width}
          height={HEIGHT}
          onPointerMove={onPointer}
          onPointerLeave={() => setRead(undefined)}
        >
          {marks(top).map(mark => (
            <g key={mark}>
              <line
                x1={LEFT}
                x2={width - RIGHT}
                y1={y(mark)}
                y2={y(mark)}
                className={styles.grid}
              />
              <text
                x={LEFT - 8}
                y={y(mark) + 4}
                textAnchor="end"
                className={styles.mark}
              >
                {duration(mark)}
              </text>
            </g>
          ))}
          <text x={LEFT} y={HEIGHT - 5} className={styles.mark}>
            −{duration(range / 1_000)}
          </text>
          <text
            x={width - RIGHT}
            y={HEIGHT - 5}
            textAnchor="end"
            className={styles.mark}
          >
            {t('lag.now')}
          </text>
          {series.map((each, line) =>
            each.pieces.map(piece => (
              <path
                key={`${each.name} ${piece[0].at}`}
                d={pathOf(piece.map(p => [x(p.at), y(p.seconds)]))}
                className={styles.line}
                stroke={lineColour(line)}
              />
            )),
          )}
          {read !== undefined && (
            <>
              <line
                x1={x(sample.at)}
                x2={x(sample.at)}
                y1={TOP}
                y2={HEIGHT - BOTTOM}
                className={styles.cursor}
              />
              {series.map((each, line) => {
                const seconds = sample.lag.get(each.name);
                return seconds === undefined ? null : (
                  <circle
                    key={each.name}
                    cx={x(sample.at)}
                    cy={y(seconds)}
                    r={4}
                    fill={lineColour(line)}
                  />
                );
              })}
            </>
          )}
        </svg>
      </div>
      <LagLegend
        series={series}
        sample={sample}
        moment={end - sample.at < FRESH ? t('lag.now') : time}
      />
    </div>
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

function nearest(
  samples: readonly Sample[],
  distance: (sample: Sample) => number,
): number {
  return samples.reduce(
    (best, sample, index) =>
      distance(sample) < distance(samples[best]) ? index : best,
    0,
  );
}

function targetOf(
  key: string,
  index: number,
  last: number,
): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, index - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
