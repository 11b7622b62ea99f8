import { backupMethodSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';

const lineSchema = z.object({
  artifact: z.object({
    path: z.string(),
    sha256: z.string(),
    namespace: z.string(),
    cluster: z.string(),
    method: backupMethodSchema,
    databases: z.array(z.string()),
    source: z.string(),
    version: z.string(),
    gtidExecuted: z.string(),
    startedAt: z.string(),
    completedAt: z.string(),
    sizeBytes: z.number().int(),
    refutation: z
      .object({ refutedAt: z.string(), message: z.string() })
      .optional(),
  }),
});

/** A backup that the agent found in a place. */
export type FoundArtifact = z.output<typeof lineSchema>['artifact'];

/** Those that are told in its output; what is no such line says nothing. */
export function foundArtifacts(
  lines: readonly string[],
): readonly FoundArtifact[] {
  return lines.flatMap(line => {
    const artifact = lineSchema.safeParse(json(line)).data?.artifact;
    return artifact ? [artifact] : [];
  });
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
