import { useState } from 'react';
import { useTranslate } from '../translation';
import { PlotSlider, useWidth } from '../ui';
import { duration } from '../words';
import { frameOf } from './frame';
import styles from './Lag.module.css';
import { LagGrid } from './LagGrid';
import { LagLegend } from './LagLegend';
import { LagLines } from './LagLines';
import type { Sample, Series } from './series';

/** Assumed until the card has been measured. */
const USUAL_WIDTH = 420;

/** A sample this young, in milliseconds, is the present one. */
const FRESH = 15_000;

/** Lines with gaps where nothing is known. Pointer and arrow keys read single samples. */
export function LagPlot(props: {
  samples: readonly Sample[];
  series: readonly Series[];
  /** Who leads now, and lags behind nobody. */
  primary?: string;
  /** Milliseconds that the axis spans. */
  range: number;
  /** The moment at its right end. */
  end: number;
}) {
  const { samples, series, range } = props;
  const t = useTranslate();
  const [ref, width] = useWidth(USUAL_WIDTH);
  const [read, setRead] = useState<number | undefined>(undefined);

  const last = samples.length - 1;
  const index = Math.min(read ?? last, last);
  const sample = samples[index];
  // A server whose clock is ahead of this browser's must not be drawn beyond the edge.
  const end = Math.max(props.end, samples[last].at);
  const frame = frameOf(series, range, end, width);
  const time = new Date(sample.at).toLocaleTimeString();

  const lagOf = (name: string) => {
    const seconds = sample.lag.get(name);
    if (seconds !== undefined) return duration(seconds);
    return index === last && name === props.primary
      ? t('lag.leads')
      : t('lag.unknown');
  };
  const values = series
    .map(({ name }) => t('lag.value', { name, lag: lagOf(name) }))
    .join(', ');

  return (
    <div ref={ref} className={styles.plot}>
      <PlotSlider
        label={t('lag.spoken', { number: String(series.length) })}
        places={samples.map(({ at }) => frame.x(at))}
        index={index}
        reading={t('lag.sample', { time, values })}
        width={width}
        height={frame.height}
        onRead={setRead}
      >
        <LagGrid frame={frame} range={range} />
        <LagLines
          frame={frame}
          series={series}
          reading={read === undefined ? undefined : sample}
        />
      </PlotSlider>
      <LagLegend
        series={series}
        lagOf={lagOf}
        moment={end - sample.at < FRESH ? t('lag.now') : time}
      />
    </div>
  );
}
