import type { BackupScheduleView } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The next backup that a schedule makes by itself. */
export interface NextFiring {
  readonly schedule: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The first firing of all schedules that are not suspended. */
export function nextFiring(
  schedules: readonly BackupScheduleView[],
): NextFiring | undefined {
  return schedules
    .flatMap(({ name, spec, status }) => {
      const at = Date.parse(status.nextScheduleTime ?? '');
      return spec.suspend || Number.isNaN(at) ? [] : [{ schedule: name, at }];
    })
    .sort((a, b) => a.at - b.at)
    .at(0);
}
