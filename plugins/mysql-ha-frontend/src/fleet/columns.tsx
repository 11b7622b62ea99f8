import { Cell, CellText, ColumnConfig, Link } from '@backstage/ui';
import { clusterPath, EntityLink } from '../routing';
import type { Translate } from '../translation';
import { ToneChip } from '../ui';
import { readyWords } from '../verdict';
import { age, duration, NOTHING } from '../words';
import type { FleetRow } from './row';

/** The columns of the table. */
export function fleetColumns(
  t: Translate,
  fleet: string | undefined,
  now: number,
): ColumnConfig<FleetRow>[] {
  return [
    {
      id: 'cluster',
      defaultWidth: '2fr',
      minWidth: 150,
      label: t('fleet.column.cluster'),
      isRowHeader: true,
      isSortable: true,
      cell: ({ id, cluster }) => (
        <Cell>
          {fleet === undefined ? (
            id
          ) : (
            <Link
              href={clusterPath(fleet, cluster)}
              title={cluster.description}
            >
              {id}
            </Link>
          )}
        </Cell>
      ),
    },
    {
      id: 'status',
      width: 160,
      label: t('fleet.column.status'),
      isSortable: true,
      cell: ({ tone, phase }) => (
        <Cell>
          <ToneChip tone={tone}>{t(`status.phase.${phase}`)}</ToneChip>
        </Cell>
      ),
    },
    {
      id: 'topology',
      width: 132,
      label: t('fleet.column.topology'),
      isSortable: true,
      cell: ({ cluster }) => (
        <CellText title={t(`fleet.topology.${cluster.spec.topology}`)} />
      ),
    },
    {
      id: 'ready',
      width: 96,
      label: t('fleet.column.ready'),
      isSortable: true,
      cell: ({ cluster }) => <CellText title={readyWords(cluster)} />,
    },
    {
      id: 'primary',
      defaultWidth: '1.5fr',
      minWidth: 120,
      label: t('fleet.column.primary'),
      isSortable: true,
      cell: ({ cluster }) => (
        <CellText title={cluster.status.primary ?? NOTHING} />
      ),
    },
    {
      id: 'lag',
      width: 84,
      label: t('fleet.column.lag'),
      isSortable: true,
      cell: ({ cluster }) => (
        <CellText
          title={
            cluster.status.lagSeconds === undefined
              ? NOTHING
              : duration(cluster.status.lagSeconds)
          }
        />
      ),
    },
    {
      id: 'version',
      width: 116,
      label: t('fleet.column.version'),
      isSortable: true,
      cell: ({ version }) => <CellText title={version ?? NOTHING} />,
    },
    {
      id: 'owner',
      defaultWidth: '1fr',
      minWidth: 110,
      label: t('fleet.column.owner'),
      isSortable: true,
      cell: ({ cluster }) => (
        <Cell>
          {cluster.owner ? <EntityLink entityRef={cluster.owner} /> : NOTHING}
        </Cell>
      ),
    },
    {
      id: 'age',
      width: 84,
      label: t('fleet.column.age'),
      isSortable: true,
      cell: ({ cluster }) => (
        <CellText title={age(cluster.createdAt, now) ?? NOTHING} />
      ),
    },
  ];
}
