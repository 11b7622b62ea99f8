import { Button, MenuTrigger } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  clusterDeletePermission,
  clusterOperatePermission,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  RemixiconComponentType,
  RiArrowDownSLine,
  RiDeleteBinLine,
  RiHardDrive2Line,
  RiMoonLine,
  RiPauseLine,
  RiPlayLine,
  RiStackLine,
  RiSunLine,
} from '@remixicon/react';
import { useState } from 'react';
import { OPERATION_ICONS, OperationDialog } from '../operations';
import { Translate, useTranslate } from '../translation';
import { ForbiddenDialog, LockableMenu } from '../ui';
import { ActionName, actionsFor } from './action';
import { DeleteDialog } from './DeleteDialog';
import { GrowDialog } from './GrowDialog';
import { ScaleDialog } from './ScaleDialog';
import { SwitchDialog } from './SwitchDialog';

const ICONS: Readonly<Record<ActionName, RemixiconComponentType>> = {
  ...OPERATION_ICONS,
  scale: RiStackLine,
  grow: RiHardDrive2Line,
  pause: RiPauseLine,
  resume: RiPlayLine,
  hibernate: RiMoonLine,
  wake: RiSunLine,
  delete: RiDeleteBinLine,
};

/**
 * All actions on the cluster as a whole. What is forbidden stays in the menu with a lock and explains itself when chosen:
 * a disabled item is skipped by the keyboard, so nobody there would learn why.
 */
export function ActionsMenu(props: {
  cluster: ClusterView;
  /** Called when the server has accepted an action. */
  onDone: () => void;
}) {
  const { cluster, onDone } = props;
  const t = useTranslate();
  const [open, setOpen] = useState<ActionName | undefined>(undefined);
  const resourceRef = `${cluster.namespace}/${cluster.name}`;
  const operate = usePermission({
    permission: clusterOperatePermission,
    resourceRef,
  });
  const remove = usePermission({
    permission: clusterDeletePermission,
    resourceRef,
  });
  const actions = actionsFor(cluster);
  if (actions.length === 0) return null;

  const needs = (action: ActionName) =>
    action === 'delete'
      ? { permission: clusterDeletePermission.name, allowed: remove.allowed }
      : { permission: clusterOperatePermission.name, allowed: operate.allowed };
  const shared = { cluster, onDone, onClose: () => setOpen(undefined) };

  return (
    <>
      <MenuTrigger>
        <Button
          size="small"
          variant="secondary"
          iconEnd={<RiArrowDownSLine />}
          isDisabled={operate.loading || remove.loading}
        >
          {t('actions.menu')}
        </Button>
        <LockableMenu
          items={actions.map(id => {
            const { allowed, permission } = needs(id);
            return {
              id,
              label: labelOf(id, t),
              icon: ICONS[id],
              missing: allowed ? undefined : permission,
              dangerous: id === 'delete',
            };
          })}
          onChoose={setOpen}
        />
      </MenuTrigger>
      {open !== undefined && !needs(open).allowed && (
        <ForbiddenDialog
          cluster={resourceRef}
          permission={needs(open).permission}
          onClose={shared.onClose}
        />
      )}
      {open !== undefined && needs(open).allowed && (
        <OpenDialog action={open} {...shared} />
      )}
    </>
  );
}

function labelOf(action: ActionName, t: Translate): string {
  switch (action) {
    case 'scale':
    case 'grow':
    case 'pause':
    case 'resume':
    case 'hibernate':
    case 'wake':
    case 'delete':
      return t(`actions.${action}.item`);
    default:
      return t(`operations.${action}.item`);
  }
}

function OpenDialog(props: {
  action: ActionName;
  cluster: ClusterView;
  onDone: () => void;
  onClose: () => void;
}) {
  const { action, ...rest } = props;
  switch (action) {
    case 'scale':
      return <ScaleDialog {...rest} />;
    case 'grow':
      return <GrowDialog {...rest} />;
    case 'delete':
      return <DeleteDialog {...rest} />;
    case 'pause':
    case 'resume':
    case 'hibernate':
    case 'wake':
      return <SwitchDialog action={action} {...rest} />;
    default:
      return <OperationDialog type={action} {...rest} />;
  }
}
