import type { ArchiveReport } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { z } from 'zod';

const gapSchema = z.object({
  from: z.string(),
  to: z.string(),
  missing: z.string(),
});

const rangeSchema = z.object({
  backup: z.string(),
  from: z.string(),
  to: z.string(),
});

const reportSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('Following'),
    source: z.string(),
    term: z.number(),
    chapter: z.string(),
    archivedTo: z.string().optional(),
    gtidSet: z.string(),
    delayMs: z.number().optional(),
    behindMs: z.number().optional(),
  }),
  z.object({ state: z.literal('Waiting'), message: z.string() }),
  z.object({
    state: z.literal('Recoverable'),
    earliest: z.string().optional(),
    latest: z.string().optional(),
    gaps: z.array(gapSchema),
    chapter: z.string().optional(),
    backups: z.number(),
    // An archiver of before does not tell them.
    ranges: z.array(rangeSchema).default([]),
  }),
  z.object({ state: z.literal('Unknown'), message: z.string() }),
]) satisfies z.ZodType<ArchiveReport>;

const lineSchema = z.union([
  z.object({ archive: reportSchema }),
  z.object({ error: z.string() }),
]);

/** What a line of the archiver says: how it goes, or why it ended. */
export type ArchiveWord = ArchiveReport | { readonly error: string };

/** Reads a line of its output; what is none of its own, as a warning of Node, says nothing. */
export function archiveWord(line: string): ArchiveWord | undefined {
  const found = lineSchema.safeParse(json(line)).data;
  if (!found) return undefined;
  return 'archive' in found ? found.archive : found;
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
