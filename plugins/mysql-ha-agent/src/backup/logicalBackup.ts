import { Readable } from 'node:stream';
import { Connection } from 'mysql2/promise';
import { z } from 'zod';
import { uploadStream } from '../artifact';
import { ServerLogin } from '../mysql';
import { connectTo, withOptionFile } from '../mysql/ServerLogin';
import { ask } from '../mysql/ask';
import { RunningProgram } from '../mysql/RunningProgram';
import { BackupJob } from './BackupJob';
import { accountStatements } from './accountStatements';
import { Copied } from './Copied';
import { DumpInspector } from './DumpInspector';
import { longStatement } from './longStatement';
import { NoSuchDatabase } from './NoSuchDatabase';
import { sourceFacts } from './sourceFacts';
import { requireDumped } from './uncopied';
import { untilQuiet } from './untilQuiet';

/** Belong to a server, not to what is in it; accounts are dumped as statements. */
const systemSchemas = [
  'mysql',
  'sys',
  'information_schema',
  'performance_schema',
];

/**
 * mysqldump, compressed while it comes. `--single-transaction` reads one moment without locking a table; with the GTID
 * set of that moment it needs FLUSH TABLES WITH READ LOCK for an instant, which is why the source is a replica by
 * preference, and why it begins when it can have that at once.
 */
export async function logicalBackup(job: BackupJob): Promise<Copied> {
  const { source, store, path, progress, signal, objectBytes } = job;
  const connection = await connectTo(source);
  try {
    const facts = await sourceFacts(connection);
    const databases = await wanted(connection, job);
    await requireDumped(connection, job.databases);
    await untilQuiet(() => longStatement(connection), job);
    progress.begin('dump', facts.dataBytes);
    const inspector = new DumpInspector();
    const upload = (from: AsyncIterable<Buffer>, name: string) =>
      uploadStream(from, {
        ...{ store, key: `${path}/${name}`, content: 'sql' as const },
        ...{ progress, signal, objectBytes },
      });
    const dumped = await dump(job, databases, output =>
      upload(inspector.through(output), 'dump'),
    );
    const streams = [dumped];
    if (job.databases.length === 0) {
      const statements = await accountStatements(connection);
      streams.push(
        await upload(
          Readable.from([Buffer.from(`${statements.join(';\n')};\n`)]),
          'accounts',
        ),
      );
    }
    return {
      version: facts.version,
      server: facts.server,
      gtidExecuted: inspector.gtidExecuted(),
      streams,
      tables: [],
    };
  } finally {
    connection.destroy();
  }
}

async function wanted(
  connection: Connection,
  { databases, source }: BackupJob,
): Promise<string[]> {
  const found = await ask(
    connection,
    z.object({ name: z.string() }),
    'SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA ORDER BY 1',
  );
  const own = found
    .map(({ name }) => name)
    .filter(name => !systemSchemas.includes(name));
  const missing = databases.find(name => !own.includes(name));
  if (missing !== undefined)
    throw new NoSuchDatabase(missing, `on ${source.name}`, own);
  return databases.length > 0 ? [...databases] : own;
}

async function dump<T>(
  { source, programs, signal }: BackupJob,
  databases: readonly string[],
  consume: (output: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  return withOptionFile(source satisfies ServerLogin, async optionFile => {
    const program = RunningProgram.start(
      'mysqldump',
      programs.mysqldump,
      [
        `--defaults-file=${optionFile}`,
        '--single-transaction',
        '--set-gtid-purged=ON',
        '--routines',
        '--events',
        '--triggers',
        '--hex-blob',
        '--no-tablespaces',
        '--default-character-set=utf8mb4',
        '--max-allowed-packet=1G',
        '--databases',
        ...databases,
      ],
      { signal },
    );
    return consume(program.output());
  });
}
