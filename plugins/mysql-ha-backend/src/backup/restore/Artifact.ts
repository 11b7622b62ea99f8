import { z } from 'zod';
import { AgentResult } from '../jobs';

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('is not JSON');
    return z.NEVER;
  }
});

const artifactSchema = z.object({
  /** Of the backup, which was chosen where a folder of several was named. */
  path: z.string().optional(),
  /** Of what is applied to it for a point in time. */
  archive: z.string().optional(),
  /** Commit time of the newest transaction that will be there, for a moment. */
  newestTime: z.string().optional(),
  cluster: z.string(),
  method: z.string(),
  version: z.string(),
  gtidExecuted: z.string(),
  /** How many were chosen; 0: it is of all. */
  databases: z.number().default(0),
  /** Before compression. */
  bytes: z.number(),
  clusterSpec: json.pipe(z.record(z.string(), z.unknown())),
});

/** What a backup’s manifest says of it. */
export type Artifact = z.output<typeof artifactSchema>;

/** Reads what the agent found in a manifest; undefined when it is none. */
export function readArtifact(result: AgentResult): Artifact | undefined {
  return artifactSchema.safeParse(result).data;
}
