import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Remediable, messageOf } from '../local-cluster/errors.ts';
import { localDirectory } from '../local-cluster/instance.ts';
import { withLock } from '../local-cluster/lock.ts';
import { inWords, lines } from '../local-cluster/progress.ts';
import { Interruption } from './commands/Interruption.ts';
import { endChildren } from './commands/endChildren.ts';
import { finish } from './commands/finish.ts';
import { endCommands } from './commands/run.ts';
import { TestBeds } from './test/TestBeds.ts';
import type { Outcome } from './test/TestRun.ts';
import { TestRun } from './test/TestRun.ts';
import { chooseStages } from './test/choose.ts';
import { stages } from './test/stages/index.ts';
import { reportPath } from './test/reportPath.ts';
import {
  failedIn,
  failuresInFull,
  failuresInWords,
  lastLine,
} from './test/summary.ts';
import { installDependencies } from './workspace/dependencies.ts';

/** `npm test`: all tests, or the stages that are named. Its last line is `N passed, N failed`. */
await finish(async () => {
  const begun = performance.now();
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const chosen = chooseStages(stages, process.argv.slice(2));
  const interruption = Interruption.listen();
  const quiet = { begin() {}, end() {}, say: lines(print).say };
  const beds = TestBeds.create(quiet);
  const body = async () => {
    let outcomes: Outcome[] = [];
    try {
      await installDependencies();
      const run = TestRun.create(beds, print, interruption.signal);
      // An interrupted command ends with an error, so the stages end by themselves.
      interruption.signal.addEventListener('abort', () => {
        endCommands();
        endChildren();
      });
      outcomes = await run.run(chosen);
    } catch (failure) {
      outcomes = [
        ...outcomes,
        couldNot('install the dependencies', messageOf(failure)),
      ];
    } finally {
      endCommands('SIGKILL');
      await beds.end();
    }
    if (interruption.signal.aborted)
      outcomes = [...outcomes, couldNot('finish', 'Somebody interrupted it.')];
    writeFileSync(reportPath('failures.log'), failuresInFull(outcomes));
    print(failuresInWords(outcomes));
    print(`\nTook ${inWords((performance.now() - begun) / 1000)}.`);
    print(lastLine(outcomes));
    return failedIn(outcomes) > 0 ? 1 : 0;
  };
  return withLock(join(localDirectory, 'run', 'test.lock'), body, holder => {
    throw new Remediable(
      `Tests run already in this clone (process ${holder}): wait for them, they share a cluster.`,
    );
  });
});

function couldNot(what: string, message: string): Outcome {
  return {
    stage: 'npm test',
    seconds: 0,
    passed: 0,
    failures: [{ test: `could not ${what}`, message }],
  };
}
