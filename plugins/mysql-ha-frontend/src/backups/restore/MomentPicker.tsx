import { Button, TextField } from '@backstage/ui';
import type {
  BackupView,
  ClusterKey,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../../translation';
import { age } from '../../words';
import { isGood, momentOf } from '../backupState';
import { localWords, parseMoment } from './moment';
import { momentProblem, MomentRange } from './momentProblem';
import { MomentTrack } from './MomentTrack';
import { NewestTransaction } from './NewestTransaction';
import styles from './Restore.module.css';

const STEPS = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/**
 * A slider for the rough, buttons for the fine, and a field for the exact moment. All three say the same; below them stands
 * what the moment ends with.
 */
export function MomentPicker(props: {
  cluster: ClusterKey;
  range: MomentRange;
  backups: readonly BackupView[];
  /** As it is written in the field. */
  written: string;
  now: number;
  onChange: (written: string) => void;
}) {
  const { cluster, range, backups, written, now, onChange } = props;
  const t = useTranslate();
  const moment = parseMoment(written);
  const problem = momentProblem(moment, range, t);
  const at = Math.min(Math.max(moment?.at ?? range.to, range.from), range.to);
  const move = (to: number) =>
    onChange(localWords(Math.min(Math.max(to, range.from), range.to)));
  const since = age(new Date(at).toISOString(), now) ?? '';

  return (
    <div className={styles.picker}>
      <div className={styles.slider}>
        <MomentTrack
          range={range}
          at={at}
          moments={backups.filter(isGood).map(momentOf)}
        />
        <input
          type="range"
          className={styles.input}
          aria-label={t('backups.restoring.slider')}
          aria-valuetext={`${localWords(at)}, ${t(
            'backups.restoring.beforeNow',
            { age: since },
          )}`}
          min={range.from}
          max={range.to}
          step={1_000}
          value={at}
          onChange={event => move(Number(event.target.value))}
        />
        <div aria-hidden className={styles.ends}>
          <span>{localWords(range.from)}</span>
          <span>{localWords(range.to)}</span>
        </div>
      </div>
      <div
        className={styles.steps}
        role="group"
        aria-label={t('backups.restoring.steps')}
      >
        {STEPS.map(([name, span]) => (
          <Step
            key={name}
            name={name}
            sign="−"
            onPress={() => move(at - span)}
          />
        ))}
        <span className={styles.since}>
          {t('backups.restoring.beforeNow', { age: since })}
        </span>
        {[...STEPS].reverse().map(([name, span]) => (
          <Step
            key={name}
            name={name}
            sign="+"
            onPress={() => move(at + span)}
          />
        ))}
      </div>
      <TextField
        label={t('backups.restoring.momentField')}
        description={
          problem ??
          t('backups.restoring.momentFieldHint', { utc: moment?.text ?? '' })
        }
        value={written}
        onChange={onChange}
        isInvalid={problem !== undefined}
        autoComplete="off"
        spellCheck="false"
      />
      {moment && problem === undefined && (
        <NewestTransaction cluster={cluster} until={moment.text} />
      )}
    </div>
  );
}

function Step(props: {
  name: (typeof STEPS)[number][0];
  sign: '−' | '+';
  onPress: () => void;
}) {
  const t = useTranslate();
  const span = t(`backups.restoring.step.${props.name}`);
  return (
    <Button
      size="small"
      variant="secondary"
      aria-label={t(
        props.sign === '−'
          ? 'backups.restoring.back'
          : 'backups.restoring.forth',
        { span },
      )}
      onPress={props.onPress}
    >
      {props.sign}
      {span}
    </Button>
  );
}
