import { z } from 'zod';

const progressSchema = z.object({
  step: z.string(),
  doneBytes: z.number(),
  totalBytes: z.number().optional(),
});
const resultSchema = z.object({
  result: z.record(z.string(), z.union([z.string(), z.number()])),
});
const errorSchema = z.object({
  error: z.string(),
  damaged: z.boolean().optional(),
});

/** How far the agent is. */
export type AgentProgress = z.output<typeof progressSchema>;

/** What the agent found out; by its verb. */
export type AgentResult = z.output<typeof resultSchema>['result'];

/** What the agent said last. */
export interface AgentWords {
  readonly progress?: AgentProgress;
  readonly result?: AgentResult;
  readonly error?: string;
  /** It is the backup’s own fault. */
  readonly damaged?: boolean;
}

/** Reads the last lines of its output; what is none of its own, as a warning of Node, says nothing. */
export function readWords(lines: readonly string[]): AgentWords {
  let words: AgentWords = {};
  for (const line of lines) {
    const value = json(line);
    const progress = progressSchema.safeParse(value).data;
    const result = resultSchema.safeParse(value).data?.result;
    const failure = errorSchema.safeParse(value).data;
    words = {
      ...words,
      ...(progress && { progress }),
      ...(result && { result }),
      ...failure,
    };
  }
  return words;
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
