import { RestoreSpec } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** @returns why a restore can’t go to its moment yet @param now - in milliseconds */
export function futurePoint(
  { pointInTime }: RestoreSpec,
  now: number,
): string | undefined {
  const time = pointInTime?.time;
  return time !== undefined && Date.parse(time) > now
    ? `pointInTime.time ${time} is in the future, as it is ${new Date(
        now,
      ).toISOString()} now: make a restore to a moment that has passed.`
    : undefined;
}
