import { RestoreView } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Bytes flow for long: a line for each tenth of them is news enough. */
const PERCENT = 10;

/**
 * What can be said of a restore's progress, by subject: a line is worth logging when its subject says something new.
 */
export function restoreProgress({ status }: RestoreView): Map<string, string> {
  const lines = new Map<string, string>();
  const { phase, message, progress } = status;
  if (phase) lines.set('phase', message ? `${phase}. ${message}` : phase);
  if (progress) {
    const { step, doneBytes, totalBytes } = progress;
    const tenths = totalBytes
      ? Math.floor((doneBytes / totalBytes) * (100 / PERCENT))
      : undefined;
    lines.set(
      'step',
      tenths === undefined ? step : `${step}: ${tenths * PERCENT} %`,
    );
  }
  return lines;
}
