import { Alert, NumberField, Text } from '@backstage/ui';
import {
  ClusterView,
  MAX_INSTANCES,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useState } from 'react';
import { useTranslate } from '../translation';
import { ActionDialog } from '../ui';
import { usePatch } from './usePatch';

/** Changes the number of instances and says what that means for commits and for the data. */
export function ScaleDialog(props: {
  cluster: ClusterView;
  onDone: () => void;
  onClose: () => void;
}) {
  const { cluster } = props;
  const t = useTranslate();
  const patch = usePatch(cluster, props.onDone);
  const now = cluster.spec.instances;
  const single = cluster.spec.topology === 'Single';
  const [count, setCount] = useState(now);
  const name = `${cluster.namespace}/${cluster.name}`;
  const valid = Number.isInteger(count) && count >= 1 && count <= MAX_INSTANCES;
  return (
    <ActionDialog
      title={t('actions.scale.title', { cluster: name })}
      submit={t('actions.scale.submit', {
        number: String(valid ? count : now),
      })}
      ready={valid && count !== now && !single}
      onSubmit={() =>
        patch(
          { instances: count },
          t('actions.scale.done', { cluster: name, number: String(count) }),
        )
      }
      onClose={props.onClose}
    >
      {single ? (
        <Alert status="info" icon description={t('actions.scale.single')} />
      ) : (
        <>
          <NumberField
            label={t('actions.scale.field')}
            value={count}
            onChange={setCount}
            minValue={1}
            maxValue={MAX_INSTANCES}
            // A dialog's focus belongs on its first field (ARIA Authoring Practices, Dialog pattern).
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
          <Consequences cluster={cluster} count={count} />
          <Text as="p" variant="body-small" color="secondary">
            {t('actions.gitHint')}
          </Text>
        </>
      )}
    </ActionDialog>
  );
}

function Consequences(props: { cluster: ClusterView; count: number }) {
  const { cluster, count } = props;
  const t = useTranslate();
  const now = cluster.spec.instances;
  // Half of the members, rounded down: any majority then holds every acknowledged commit.
  const waitFor = Math.floor(count / 2);
  const semiSync = cluster.spec.topology === 'SemiSync';
  return (
    <>
      {count > now && <Text as="p">{t('actions.scale.up')}</Text>}
      {count < now && <Text as="p">{t('actions.scale.down')}</Text>}
      {semiSync && (
        <Text as="p">
          {waitFor === 0
            ? t('actions.scale.waitNone')
            : t('actions.scale.wait', { count: waitFor })}
        </Text>
      )}
      {count === 1 && (
        <Alert status="warning" icon description={t('actions.scale.one')} />
      )}
      {count === 2 && semiSync && cluster.spec.durability === 'Required' && (
        <Alert status="warning" icon description={t('actions.scale.two')} />
      )}
    </>
  );
}
