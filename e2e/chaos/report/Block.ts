import { z } from 'zod';

/** A round as it is kept: without its evidence, which lies on one machine for a while. */
export const roundSchema = z.object({
  round: z.number(),
  scenario: z.string(),
  outageMs: z.number(),
  detectionMs: z.number().optional(),
  acknowledged: z.number(),
  unknown: z.number(),
  lost: z.number(),
  reads: z.number(),
  samples: z.number(),
  seconds: z.number(),
  failures: z.array(z.string()),
});

const blockSchema = z.object({
  seed: z.number(),
  /** When it began. */
  date: z.string(),
  commit: z.string(),
  /** What tells whether two blocks hurt the same code. */
  code: z.string(),
  rounds: z.array(roundSchema),
});

/** The rounds of one run, and of which code. */
export type Block = z.infer<typeof blockSchema>;

/** What `bench/results/chaos.json` holds, as far as it is read again. */
export const keptSchema = z.object({
  figures: z.object({ blocks: z.array(blockSchema) }),
});
