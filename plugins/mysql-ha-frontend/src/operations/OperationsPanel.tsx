import { Text } from '@backstage/ui';
import type {
  ClusterKey,
  OperationView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { LiveSource, useNow } from '../live';
import { LivePart } from '../states';
import { useTranslate } from '../translation';
import { Panel } from '../ui';
import { OperationEntry } from './OperationEntry';
import styles from './Operations.module.css';

/** What was asked for lately, by whom, and how it went; the plans that were only looked at are left out. */
export function OperationsPanel(props: {
  cluster: ClusterKey;
  source: LiveSource<OperationView[]>;
}) {
  const { cluster, source } = props;
  const t = useTranslate();
  return (
    <Panel title={t('operations.title')}>
      <LivePart source={source} cluster={cluster} placeholder={96}>
        {value => <List operations={value} />}
      </LivePart>
    </Panel>
  );
}

function List(props: { operations: readonly OperationView[] }) {
  const t = useTranslate();
  const now = useNow(5_000);
  const done = props.operations.filter(({ dryRun }) => !dryRun);
  if (done.length === 0) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {t('operations.empty')}
      </Text>
    );
  }
  return (
    <ul className={styles.list}>
      {done.map(operation => (
        <OperationEntry key={operation.name} operation={operation} now={now} />
      ))}
    </ul>
  );
}
