import { useTranslate } from '../translation';
import { ToneIcon } from '../ui';
import type { Tone } from '../verdict';
import styles from './Fleet.module.css';
import { FleetRow, Group, groupOf } from './row';

const GROUPS: ReadonlyArray<readonly [Group, Tone]> = [
  ['attention', 'bad'],
  ['busy', 'busy'],
  ['good', 'good'],
  ['off', 'off'],
];

/** How many clusters are how; each count filters the table. */
export function Counts(props: {
  rows: readonly FleetRow[];
  chosen: Group | undefined;
  onChoose: (group: Group | undefined) => void;
}) {
  const { rows, chosen, onChoose } = props;
  const t = useTranslate();
  return (
    <div
      role="group"
      aria-label={t('fleet.count.label')}
      className={styles.counts}
    >
      <button
        type="button"
        className={styles.count}
        aria-pressed={chosen === undefined}
        onClick={() => onChoose(undefined)}
      >
        <span className={styles.number}>{rows.length}</span>{' '}
        <span className={styles.countLabel}>{t('fleet.count.all')}</span>
      </button>
      {GROUPS.map(([group, tone]) => (
        <button
          key={group}
          type="button"
          className={styles.count}
          aria-pressed={chosen === group}
          onClick={() => onChoose(chosen === group ? undefined : group)}
        >
          <span className={styles.number}>
            {rows.filter(row => groupOf(row.tone) === group).length}
          </span>{' '}
          <span className={styles.countLabel}>
            <ToneIcon tone={tone} />
            {t(`fleet.count.${group}`)}
          </span>
        </button>
      ))}
    </div>
  );
}
