import type { BackupsView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ReactNode, useState } from 'react';
import { useTranslate } from '../../translation';
import { PlotSlider, useWidth } from '../../ui';
import { backupWords } from '../backupWords';
import { nextFiring } from '../nextFiring';
import { recoverableRange } from '../recoverableRange';
import styles from './Axis.module.css';
import { AxisGrid } from './AxisGrid';
import { AxisLegend } from './AxisLegend';
import { AxisMark } from './AxisMark';
import { AxisTrack } from './AxisTrack';
import { RangeName, spanOf } from './frame';
import { LEFT, RIGHT, TOTAL } from './layout';
import { marksOf } from './marks';

/** Assumed until the card has been measured. */
const USUAL_WIDTH = 900;

/** Backups over time, and the moments to which the archive leads. Pointer and arrow keys read single backups. */
export function BackupAxis(props: {
  view: BackupsView;
  range: RangeName;
  now: number;
  /** Shown beside what is read. */
  side: ReactNode;
}) {
  const { view, range, now } = props;
  const t = useTranslate();
  const [ref, width] = useWidth(USUAL_WIDTH);
  const [read, setRead] = useState<string | undefined>(undefined);

  const span = spanOf(view, range, now);
  const x = (at: number) =>
    LEFT +
    ((Math.min(Math.max(at, span.from), span.to) - span.from) /
      (span.to - span.from)) *
      (width - LEFT - RIGHT);
  const marks = marksOf(view.backups, span);
  const last = marks.length - 1;
  const found = marks.findIndex(({ backup }) => backup.name === read);
  const index = found === -1 ? last : found;
  const chosen = marks.at(index);
  const next = nextFiring(view.schedules);
  const reading = chosen
    ? backupWords(chosen.backup, now, t)
    : t('backups.axis.none');

  const onRead = (at: number | undefined) =>
    setRead(at === undefined ? undefined : marks[at].backup.name);

  return (
    <div ref={ref} className={styles.axis}>
      <div className={styles.head}>
        <p className={styles.reading}>{reading}</p>
        {props.side}
      </div>
      <PlotSlider
        label={t('backups.axis.spoken', { count: marks.length })}
        places={marks.map(({ at }) => x(at))}
        index={index}
        reading={reading}
        width={width}
        height={TOTAL}
        onRead={onRead}
      >
        <AxisGrid span={span} now={now} x={x} width={width} />
        <AxisTrack
          range={recoverableRange(view)}
          span={span}
          x={x}
          width={width}
        />
        {marks.map(mark => (
          <AxisMark
            key={mark.backup.name}
            of={mark.state}
            x={x(mark.at)}
            height={mark.height}
            chosen={read !== undefined && mark === chosen}
          />
        ))}
        {next && next.at > now && next.at < span.to && (
          <AxisMark of="next" x={x(next.at)} height={0.2} />
        )}
      </PlotSlider>
      <AxisLegend view={view} />
    </div>
  );
}
