import { programsOnPath } from '../mysql';
import { LineProgress } from '../progress';
import { run } from './run';
import { readSettings } from './settings';

/** Where a Job’s Secrets are mounted. */
const secretsFolder = '/run/secrets/mysqlha';

/**
 * What a Job runs. Lines of progress go to standard output; the last line is `{"result":…}` or `{"error":"a sentence"}`.
 * SIGTERM ends it in order: nothing that is half done stays in the store.
 */
export async function main(env: NodeJS.ProcessEnv): Promise<number> {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () =>
      stop.abort(new Error(`${signal} asked the agent to stop.`)),
    );
  }
  try {
    const result = await run(readSettings(env), {
      secrets: env.MYSQLHA_SECRETS ?? secretsFolder,
      programs: programsOnPath,
      progress: new LineProgress(write),
      signal: stop.signal,
    });
    write(JSON.stringify({ result }));
    return 0;
  } catch (failure) {
    const error = failure instanceof Error ? failure.message : String(failure);
    write(JSON.stringify({ error }));
    return 1;
  }
}
