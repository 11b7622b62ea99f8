import { Button, SearchField, Select, Table, useTable } from '@backstage/ui';
import {
  ClusterView,
  phaseSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useMemo, useState } from 'react';
import { useNow } from '../live';
import { usePortalPaths } from '../routing';
import { useTranslate } from '../translation';
import { HiddenColumns, useFittedColumns } from '../ui';
import { fleetColumns } from './columns';
import { Counts } from './Counts';
import styles from './Fleet.module.css';
import { FleetRow, Group, groupOf, matches, rowsOf, sortRows } from './row';

const ANY = 'any';
/** Left out where there is no room, in this order; each is also on the page of its cluster. */
const EXPENDABLE = [
  'version',
  'topology',
  'age',
  'owner',
  'lag',
  'primary',
  'ready',
];

const PHASES = [...phaseSchema.options, 'Unseen'] as const;

/** Counts, search, filter and the table itself. */
export function FleetTable(props: { clusters: readonly ClusterView[] }) {
  const t = useTranslate();
  const { fleet } = usePortalPaths();
  const now = useNow(30_000);
  const [group, setGroup] = useState<Group | undefined>(undefined);
  const [phase, setPhase] = useState<string>(ANY);
  const [search, setSearch] = useState('');

  const rows = useMemo(() => rowsOf(props.clusters), [props.clusters]);
  const shown = useMemo(
    () =>
      rows.filter(
        row =>
          (group === undefined || groupOf(row.tone) === group) &&
          (phase === ANY || row.phase === phase) &&
          matches(row, search),
      ),
    [rows, group, phase, search],
  );
  const all = useMemo(() => fleetColumns(t, fleet, now), [t, fleet, now]);
  const columns = useFittedColumns(all, EXPENDABLE);
  const { tableProps } = useTable<FleetRow>({
    mode: 'complete',
    data: shown,
    sortFn: (data, { column, direction }) =>
      sortRows(data, String(column), direction === 'descending'),
    paginationOptions: { pageSize: 50, pageSizeOptions: [20, 50, 100] },
  });
  const clear = () => {
    setGroup(undefined);
    setPhase(ANY);
    setSearch('');
  };

  return (
    <>
      <Counts rows={rows} chosen={group} onChoose={setGroup} />
      <div className={styles.tools}>
        <SearchField
          className={styles.search}
          label={t('fleet.search')}
          placeholder={t('fleet.searchPlaceholder')}
          value={search}
          onChange={setSearch}
        />
        <Select
          className={styles.filter}
          label={t('fleet.phase')}
          selectedKey={phase}
          onSelectionChange={key => setPhase(String(key ?? ANY))}
          options={[
            { value: ANY, label: t('fleet.anyPhase') },
            ...PHASES.map(each => ({
              value: each,
              label: t(`status.phase.${each}`),
            })),
          ]}
        />
        <span className={styles.shown} role="status">
          {t('fleet.shown', {
            shown: String(shown.length),
            total: String(rows.length),
          })}
        </span>
      </div>
      <div ref={columns.ref}>
        <Table
          columnConfig={columns.shown}
          {...tableProps}
          emptyState={
            <>
              {t('fleet.none')}{' '}
              <Button size="small" variant="tertiary" onPress={clear}>
                {t('fleet.clear')}
              </Button>
            </>
          }
        />
        <HiddenColumns columns={columns.hidden} />
      </div>
    </>
  );
}
