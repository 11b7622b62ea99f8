import { programsOnPath } from '../mysql';
import { LineProgress } from '../progress';
import { blamesArtifact } from './blamesArtifact';
import { copyProgram } from './copyProgram';
import { isFinal } from './isFinal';
import { run } from './run';
import { readSettings } from './settings';

/** Where a Job’s Secrets are mounted. */
const secretsFolder = '/run/secrets/mysqlha';

/** How it ends: well, so that another try may do better, or so that none will. */
const exitCodes = { well: 0, failed: 1, failedForGood: 2 } as const;

/**
 * What a Job runs: `copy FOLDER`, or without arguments what the settings say. Lines of progress go to standard output; the
 * last line is `{"result":…}` or `{"error":"a sentence"}`. SIGTERM ends it in order: nothing that is half done stays in
 * the store.
 */
export async function main(
  env: NodeJS.ProcessEnv,
  [program = '', verb, folder]: readonly string[],
): Promise<number> {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () =>
      stop.abort(new Error(`${signal} asked the agent to stop.`)),
    );
  }
  try {
    if (verb === 'copy' && folder) {
      await copyProgram(folder, program);
      return exitCodes.well;
    }
    const result = await run(readSettings(env), {
      secrets: env.MYSQLHA_SECRETS ?? secretsFolder,
      programs: programsOnPath,
      progress: new LineProgress(write),
      report: report => write(JSON.stringify({ archive: report })),
      found: artifact => write(JSON.stringify({ artifact })),
      signal: stop.signal,
    });
    write(JSON.stringify({ result }));
    return exitCodes.well;
  } catch (failure) {
    const error = failure instanceof Error ? failure.message : String(failure);
    const damaged = blamesArtifact(failure);
    write(JSON.stringify({ error, ...(damaged && { damaged }) }));
    return isFinal(failure) ? exitCodes.failedForGood : exitCodes.failed;
  }
}
