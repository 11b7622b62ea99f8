import { InputError } from '@backstage/errors';
import { Call } from '../../connection';
import { MySqlFacts } from '../../types';
import { isServerError } from '../isServerError';
import { factsQuery } from './factsQuery';
import { factsRow } from './FactsRow';
import { parseFacts } from './parseFacts';

/** Reads the facts of one server; remembers whether the table `mysqlha.term` is there, since naming it is an error before. */
export class FactsReader {
  private term: 'absent' | 'present' = 'absent';

  async read(call: Call): Promise<MySqlFacts> {
    const row = await this.ask(call);
    if (row.term && 'created' in row.term) {
      this.term = 'present';
      return parseFacts(await this.ask(call));
    }
    return parseFacts(row);
  }

  private async ask(call: Call) {
    try {
      const [row] = await call.query(factsQuery(this.term));
      return parse(row);
    } catch (error) {
      // A clone or a wipe took it away.
      if (
        this.term === 'present' &&
        isServerError(error, 'ER_NO_SUCH_TABLE', 'ER_BAD_DB_ERROR')
      ) {
        this.term = 'absent';
        const [row] = await call.query(factsQuery(this.term));
        return parse(row);
      }
      throw error;
    }
  }
}

function parse(row: unknown) {
  const parsed = factsRow.safeParse(row);
  if (!parsed.success) {
    throw new InputError(
      `the facts that mysqld answered can't be read: ${parsed.error.message}`,
    );
  }
  return parsed.data;
}
