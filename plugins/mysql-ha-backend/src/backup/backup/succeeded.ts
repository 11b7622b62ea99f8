import { BackupStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { AgentResult } from '../jobs';
import { sizeInWords } from './sizeInWords';

const resultSchema = z.object({
  path: z.string(),
  sha256: z.string(),
  gtidExecuted: z.string(),
  sizeBytes: z.number().int(),
  version: z.string(),
  startedAt: z.string(),
  completedAt: z.string(),
});

/**
 * The status of a backup of which the agent says what it made.
 *
 * @returns undefined when it does not say that it made one
 */
export function succeeded(
  status: BackupStatus,
  result: AgentResult,
): BackupStatus | undefined {
  const made = resultSchema.safeParse(result).data;
  if (!made) return undefined;
  const { startedAt, ...facts } = made;
  const size = sizeInWords(made.sizeBytes);
  const seconds = Math.max(
    1,
    Math.round((Date.parse(made.completedAt) - Date.parse(startedAt)) / 1000),
  );
  return {
    ...status,
    ...facts,
    phase: 'Succeeded',
    startedAt: status.startedAt ?? startedAt,
    progress: undefined,
    size,
    message: `${size} of ${
      status.source ?? 'its cluster'
    } were saved in ${seconds} s.`,
  };
}
