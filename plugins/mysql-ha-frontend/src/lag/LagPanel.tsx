import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type {
  ClusterView,
  LagHistory,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ReactNode, useMemo, useState } from 'react';
import type { LiveSource } from '../live';
import { LivePart } from '../states';
import { useTranslate } from '../translation';
import { Panel } from '../ui';
import { phaseOf } from '../verdict';
import { LagPlot } from './LagPlot';
import { samplesSince, seriesOf } from './series';

const MINUTE = 60_000;

/** Replication lag over the last quarter or the last whole hour. */
export function LagPanel(props: {
  cluster: ClusterView;
  source: LiveSource<LagHistory>;
}) {
  const { cluster, source } = props;
  const t = useTranslate();
  const [minutes, setMinutes] = useState('15');
  const range = Number(minutes) * MINUTE;

  const single = cluster.spec.topology === 'Single';
  const asleep = phaseOf(cluster) === 'Hibernated';

  let content: ReactNode;
  if (single) {
    content = <Note>{t('lag.single')}</Note>;
  } else if (asleep) {
    content = <Note>{t('lag.asleep')}</Note>;
  } else {
    content = (
      <LivePart source={source} cluster={cluster} placeholder={180}>
        {(history, readAt) => (
          <History
            cluster={cluster}
            history={history}
            readAt={readAt}
            range={range}
          />
        )}
      </LivePart>
    );
  }
  return (
    <Panel
      title={t('lag.title')}
      actions={
        !single &&
        !asleep && (
          <ToggleButtonGroup
            aria-label={t('lag.range')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[minutes]}
            onSelectionChange={keys => setMinutes(String([...keys].at(0)))}
          >
            <ToggleButton id="15">{t('lag.minutes15')}</ToggleButton>
            <ToggleButton id="60">{t('lag.minutes60')}</ToggleButton>
          </ToggleButtonGroup>
        )
      }
    >
      {content}
    </Panel>
  );
}

function History(props: {
  cluster: ClusterView;
  history: LagHistory;
  readAt: number;
  range: number;
}) {
  const { cluster, history, readAt, range } = props;
  const t = useTranslate();
  const samples = useMemo(
    () => samplesSince(history, readAt - range),
    [history, readAt, range],
  );
  const { instances } = cluster.status;
  const series = useMemo(
    // What was scaled away has a past, but no place beside what is there.
    () =>
      seriesOf(samples).filter(({ name }) =>
        instances?.some(each => each.name === name),
      ),
    [samples, instances],
  );
  return series.length === 0 ? (
    <Note>{t('lag.empty')}</Note>
  ) : (
    <LagPlot
      samples={samples}
      series={series}
      primary={cluster.status.primary}
      range={range}
      end={readAt}
    />
  );
}

function Note(props: { children: ReactNode }) {
  return (
    <Text as="p" variant="body-medium" color="secondary">
      {props.children}
    </Text>
  );
}
