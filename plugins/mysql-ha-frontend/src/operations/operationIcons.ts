import type { OperationType } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  RemixiconComponentType,
  RiHammerLine,
  RiKey2Line,
  RiRestartLine,
  RiShieldCheckLine,
  RiShieldCrossLine,
  RiShuffleLine,
  RiSwapLine,
} from '@remixicon/react';

/** The icon of each operation. */
export const OPERATION_ICONS: Readonly<
  Record<OperationType, RemixiconComponentType>
> = {
  Switchover: RiSwapLine,
  Failover: RiShuffleLine,
  Rebuild: RiHammerLine,
  Restart: RiRestartLine,
  Fence: RiShieldCrossLine,
  Unfence: RiShieldCheckLine,
  RotatePasswords: RiKey2Line,
};
