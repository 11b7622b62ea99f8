import { Connection } from 'mysql2/promise';
import { ProgramFailed, ScratchMysqld, ServerLogin } from '../mysql';
import { Progress } from '../progress';
import { CloneObserver } from './CloneObserver';
import { SourceFacts } from './sourceFacts';

/** ER_CLONE… 3707: “Restart server failed (mysqld is not managed by supervisor process)”, which is how CLONE ends well. */
const notManaged = 3707;
const endDeadlineMs = 5 * 60_000;

/** Fills an empty server of the agent’s own by CLONE. Afterwards it is down, and its data directory is the source’s. */
export async function cloneIntoScratch(
  mysqld: ScratchMysqld,
  source: ServerLogin,
  facts: SourceFacts,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  progress.begin(`copy the files of ${source.name}`, facts.dataBytes);
  signal?.throwIfAborted();
  await mysqld.initialise();
  await mysqld.start({
    plugin_load_add: [
      ...new Set([...facts.pluginLibraries, 'mysql_clone.so']),
    ].join(';'),
  });
  signal?.throwIfAborted();
  const connection = await mysqld.connect();
  // Not by ending the connection: mysql2 would never answer the statement that waits on it.
  const stop = () => {
    mysqld.kill().catch(() => {});
  };
  signal?.addEventListener('abort', stop, { once: true });
  const observed = await CloneObserver.start(mysqld, progress);
  try {
    await connection.query('SET GLOBAL clone_valid_donor_list = ?', [
      `${source.host}:${source.port}`,
    ]);
    await clone(connection, source);
  } catch (failure) {
    signal?.throwIfAborted();
    throw failure;
  } finally {
    observed.end();
    signal?.removeEventListener('abort', stop);
    connection.destroy();
  }
  await mysqld.ended(endDeadlineMs);
}

async function clone(
  connection: Connection,
  { name, user, host, port, password }: ServerLogin,
): Promise<void> {
  try {
    await connection.query(`CLONE INSTANCE FROM ?@?:${port} IDENTIFIED BY ?`, [
      user,
      host,
      password,
    ]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('errno' in error && error.errno === notManaged) return;
    throw new ProgramFailed(
      'CLONE',
      `from ${name} failed`,
      `${error.message}. The source is unharmed; its account needs BACKUP_ADMIN, and its plugins must be in this image.`,
    );
  }
}
