import { z } from 'zod';
import { AgentResult } from '../jobs';

const resultSchema = z.object({
  ended: z.number().int(),
  chapters: z.number().int(),
  complaint: z.string().optional(),
});

/** What became of archives that nobody goes on with, in a sentence; undefined when all of it is still needed. */
export function retiredInWords(result: AgentResult): string | undefined {
  const told = resultSchema.safeParse(result).data;
  if (!told) return undefined;
  const { ended, chapters, complaint } = told;
  const sentences = [
    ...(chapters > 0
      ? [
          `Of archives that no cluster goes on with, ${count(
            ...([chapters, 'chapter'] as const),
          )} that no backup needs ${chapters === 1 ? 'was' : 'were'} deleted${
            ended > 0 ? `, with which ${count(ended, 'archive')} ended` : ''
          }.`,
        ]
      : []),
    ...(complaint === undefined
      ? []
      : [`Not all could be looked through: ${complaint}`]),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
