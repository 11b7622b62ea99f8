import { Alert, Text, TextField } from '@backstage/ui';
import {
  ClusterView,
  parseQuantity,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useState } from 'react';
import { useTranslate } from '../translation';
import { ActionDialog } from '../ui';
import { usePatch } from './usePatch';

/** Gives every instance a larger volume. It can’t be taken back. */
export function GrowDialog(props: {
  cluster: ClusterView;
  onDone: () => void;
  onClose: () => void;
}) {
  const { cluster } = props;
  const t = useTranslate();
  const patch = usePatch(cluster, props.onDone);
  const now = cluster.spec.storage.size;
  const [typed, setTyped] = useState(now);
  const size = typed.trim();
  const larger = bytesOf(size) > bytesOf(now);
  const names = { cluster: `${cluster.namespace}/${cluster.name}`, size };
  return (
    <ActionDialog
      title={t('actions.grow.title', names)}
      submit={t('actions.grow.submit', { size: larger ? size : '…' })}
      ready={larger}
      onSubmit={() =>
        patch({ storage: { size } }, t('actions.grow.done', names))
      }
      onClose={props.onClose}
    >
      <TextField
        label={t('actions.grow.field')}
        description={t('actions.grow.hint', {
          size: now,
          example: doubled(now),
        })}
        value={typed}
        onChange={setTyped}
        // A dialog's focus belongs on its first field (ARIA Authoring Practices, Dialog pattern).
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        autoComplete="off"
        spellCheck="false"
      />
      <Text as="p">{t('actions.grow.text')}</Text>
      <Alert status="warning" icon description={t('actions.grow.forGood')} />
      <Text as="p" variant="body-small" color="secondary">
        {t('actions.gitHint')}
      </Text>
    </ActionDialog>
  );
}

/** Bytes; what is no quantity is not larger than anything. */
function bytesOf(size: string): number {
  return parseQuantity(size) ?? 0;
}

/** 10Gi → 20Gi */
function doubled(size: string): string {
  return size.replace(/^[0-9.]+/, number => String(2 * Number(number)));
}
