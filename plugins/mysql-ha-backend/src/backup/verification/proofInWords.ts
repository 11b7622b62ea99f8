import { z } from 'zod';
import { AgentResult } from '../jobs';

const resultSchema = z.object({
  tables: z.number().int(),
  rows: z.string(),
  gtidExecuted: z.string(),
});

/** What a restore into a throw-away instance has compared, in a sentence. */
export function proofInWords(result: AgentResult, seconds: number): string {
  const told = resultSchema.safeParse(result).data;
  const what =
    told && told.tables > 0
      ? `the rows and checksums of ${told.tables} ${
          told.tables === 1 ? 'table' : 'tables'
        } (${told.rows} ${
          told.rows === '1' ? 'row' : 'rows'
        }) and the transactions that it holds are those that were saved`
      : 'each object is as it was written, and a server starts with the data';
  return `It was restored into a throw-away instance in ${seconds} s: ${what}.`;
}
