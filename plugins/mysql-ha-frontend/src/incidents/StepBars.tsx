import { VisuallyHidden } from '@backstage/ui';
import type { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ReactNode } from 'react';
import { useTranslate } from '../translation';
import { milliseconds } from '../words';
import styles from './StepBars.module.css';
import { Stretch, timelineOf } from './timeline';

/** Each step of an incident as a bar on one scale: a table whose bars are also said in words. */
export function StepBars(props: {
  incident: Incident;
  /** When it was, as the caption says it. */
  time: string;
  now: number;
}) {
  const t = useTranslate();
  const { span, outage, noticing, bars } = timelineOf(
    props.incident,
    props.now,
  );
  return (
    <table className={styles.table}>
      <caption>
        <VisuallyHidden>
          {t('incident.steps', { time: props.time })}
        </VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('incident.stepName')}</th>
          <th scope="col" className={styles.axis}>
            <VisuallyHidden>
              {t('incident.scale', { span: milliseconds(span) })}
            </VisuallyHidden>
            <span aria-hidden className={styles.ends}>
              <span>0</span>
              <span>{milliseconds(span / 2)}</span>
              <span>{milliseconds(span)}</span>
            </span>
          </th>
          <th scope="col" className={styles.took}>
            {t('incident.took')}
          </th>
        </tr>
      </thead>
      <tbody>
        {outage && (
          <Row
            name={t('incident.outageRow')}
            stretch={outage}
            span={span}
            bar={styles.outage}
            took={milliseconds(outage.to - outage.from)}
          />
        )}
        {noticing && (
          <Row
            name={t('incident.noticing')}
            stretch={noticing}
            span={span}
            bar={styles.noticing}
            took={milliseconds(noticing.to - noticing.from)}
          />
        )}
        {bars.map(({ name, state, ended, ...stretch }, index) => (
          <Row
            key={`${index} ${name}`}
            name={name}
            stretch={stretch}
            span={span}
            bar={styles[state]}
            took={
              <>
                {ended &&
                  state !== 'Skipped' &&
                  milliseconds(stretch.to - stretch.from)}
                {state !== 'Done' && ` ${t(`incident.step.${state}`)}`}
              </>
            }
          />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: {
  name: string;
  stretch: Stretch;
  span: number;
  bar: string;
  took: ReactNode;
}) {
  const { from, to } = props.stretch;
  const t = useTranslate();
  const percent = (part: number) => `${(100 * part) / props.span}%`;
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {props.name}
      </th>
      <td className={styles.track}>
        <VisuallyHidden>
          {t('incident.begins', { span: milliseconds(from) })}
        </VisuallyHidden>
        <span aria-hidden className={styles.rail}>
          <span
            className={`${styles.bar} ${props.bar}`}
            style={{
              insetInlineStart: percent(from),
              inlineSize: percent(to - from),
            }}
          />
        </span>
      </td>
      <td className={styles.took}>{props.took}</td>
    </tr>
  );
}
