import { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { ask, askOne } from '../mysql/ask';

/** Settings that the files on disk were made with: a server with others can’t read them. */
const diskSettings = [
  'innodb_page_size',
  'innodb_data_file_path',
  'lower_case_table_names',
] as const;

/** What a backup needs to know of its source. */
export interface SourceFacts {
  readonly version: string;
  readonly server: Readonly<Record<string, string>>;
  /** Shared libraries of its plugins: a recipient of CLONE must have the same. */
  readonly pluginLibraries: readonly string[];
  readonly dataBytes: number;
}

const variables = z.object({ name: z.string(), value: z.string() });

/** Asks the source; nothing of it waits behind a commit. */
export async function sourceFacts(
  connection: Connection,
): Promise<SourceFacts> {
  const { version } = await askOne(
    connection,
    z.object({ version: z.string() }),
    'SELECT @@version AS version',
  );
  const settings = await ask(
    connection,
    variables,
    `SELECT LOWER(VARIABLE_NAME) AS name, VARIABLE_VALUE AS value FROM performance_schema.global_variables
     WHERE VARIABLE_NAME IN (${diskSettings.map(name => `'${name}'`)})`,
  );
  const libraries = await ask(
    connection,
    z.object({ file: z.string() }),
    `SELECT DISTINCT PLUGIN_LIBRARY AS file FROM information_schema.PLUGINS
     WHERE PLUGIN_LIBRARY IS NOT NULL AND PLUGIN_STATUS = 'ACTIVE' ORDER BY 1`,
  );
  const { bytes } = await askOne(
    connection,
    z.object({ bytes: z.coerce.number() }),
    'SELECT COALESCE(SUM(FILE_SIZE), 0) AS bytes FROM information_schema.INNODB_TABLESPACES',
  );
  return {
    version,
    server: Object.fromEntries(
      settings.map(({ name, value }) => [name, value]),
    ),
    pluginLibraries: libraries.map(({ file }) => file),
    dataBytes: bytes,
  };
}
