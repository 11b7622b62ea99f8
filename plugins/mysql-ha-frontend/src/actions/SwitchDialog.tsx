import { Text } from '@backstage/ui';
import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useTranslate } from '../translation';
import { ActionDialog } from '../ui';
import { usePatch } from './usePatch';

const PATCHES = {
  pause: { paused: true },
  resume: { paused: false },
  hibernate: { hibernate: true },
  wake: { hibernate: false },
} as const;

/** Turns one switch of the spec. Hibernating cuts every connection, so it asks for the name. */
export function SwitchDialog(props: {
  action: keyof typeof PATCHES;
  cluster: ClusterView;
  onDone: () => void;
  onClose: () => void;
}) {
  const { action, cluster } = props;
  const t = useTranslate();
  const patch = usePatch(cluster, props.onDone);
  const names = { cluster: `${cluster.namespace}/${cluster.name}` };
  const dangerous = action === 'hibernate';
  return (
    <ActionDialog
      title={t(`actions.${action}.title`, names)}
      submit={t(`actions.${action}.submit`)}
      destructive={dangerous}
      confirmName={dangerous ? cluster.name : undefined}
      onSubmit={() =>
        patch(PATCHES[action], t(`actions.${action}.done`, names))
      }
      onClose={props.onClose}
    >
      <Text as="p">{t(`actions.${action}.text`)}</Text>
      <Text as="p" variant="body-small" color="secondary">
        {t('actions.gitHint')}
      </Text>
    </ActionDialog>
  );
}
