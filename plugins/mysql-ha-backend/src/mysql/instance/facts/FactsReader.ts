import { InputError } from '@backstage/errors';
import { Call } from '../../connection';
import { MySqlFacts } from '../../facts';
import { isServerError } from '../isServerError';
import { factsQuery, KnownTables } from './factsQuery';
import { FactsRow, factsRow } from './FactsRow';
import { parseFacts } from './parseFacts';

const NOTHING_KNOWN: KnownTables = { term: 'absent', members: 'absent' };

/** Reads the facts of one server; remembers which of our tables are there, since naming one is an error before. */
export class FactsReader {
  private known = NOTHING_KNOWN;

  async read(call: Call): Promise<MySqlFacts> {
    const row = await this.ask(call);
    const created = createdSince(row, this.known);
    if (!created) return parseFacts(row);
    this.known = created;
    return parseFacts(await this.ask(call));
  }

  private async ask(call: Call): Promise<FactsRow> {
    try {
      const [row] = await call.query(factsQuery(this.known));
      return parse(row);
    } catch (error) {
      // A clone or a wipe took them away.
      if (
        this.known !== NOTHING_KNOWN &&
        isServerError(error, 'ER_NO_SUCH_TABLE', 'ER_BAD_DB_ERROR')
      ) {
        this.known = NOTHING_KNOWN;
        const [row] = await call.query(factsQuery(this.known));
        return parse(row);
      }
      throw error;
    }
  }
}

/** What is known now, if a table was found that was not known before. */
function createdSince(
  { term, members }: FactsRow,
  known: KnownTables,
): KnownTables | undefined {
  const found = {
    ...(term && 'created' in term ? { term: 'present' as const } : {}),
    ...(members && 'created' in members ? { members: 'present' as const } : {}),
  };
  return Object.keys(found).length > 0 ? { ...known, ...found } : undefined;
}

function parse(row: unknown): FactsRow {
  const parsed = factsRow.safeParse(row);
  if (!parsed.success) {
    throw new InputError(
      `the facts that mysqld answered can't be read: ${parsed.error.message}`,
    );
  }
  return parsed.data;
}
