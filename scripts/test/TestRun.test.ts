import { deepEqual, equal, match, throws } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { silent } from '../../local-cluster/progress.ts';
import type { Stage } from './Stage.ts';
import { TestBeds } from './TestBeds.ts';
import { TestRun } from './TestRun.ts';
import { chooseStages } from './choose.ts';
import { failuresInWords, lastLine } from './summary.ts';

function stage(name: string, run: Stage['run']): Stage {
  return { name, needs: 'sources', run };
}

function run(...stages: Stage[]) {
  const beds = TestBeds.create(silent);
  return TestRun.create(beds, () => {}, new AbortController().signal).run(
    stages,
  );
}

describe('a run of all tests', () => {
  it('goes on after a stage that could not run, and counts it as failed', async () => {
    const outcomes = await run(
      stage('broken', () => Promise.reject(new Error('no such program'))),
      stage('sound', async () => ({ passed: 2, failures: [] })),
    );
    equal(lastLine(outcomes), '2 passed, 1 failed');
    match(failuresInWords(outcomes), /broken: .*\n.*no such program/);
  });

  it('counts a stage without tests as failed', async () => {
    const empty = stage('empty', async () => ({ passed: 0, failures: [] }));
    equal(lastLine(await run(empty)), '0 passed, 1 failed');
  });

  it('shows the begin and the end of a long message', async () => {
    const message = Array.from({ length: 100 }, (_, i) => `line ${i}`).join(
      '\n',
    );
    const outcomes = await run(
      stage('long', async () => ({
        passed: 0,
        failures: [{ test: 'it', message }],
      })),
    );
    match(
      failuresInWords(outcomes),
      /line 0\n[^]*… 40 lines, see [^]*[^]*line 99$/,
    );
  });
});

describe('the choice of stages', () => {
  const all = ['types', 'unit'].map(name =>
    stage(name, async () => ({ passed: 1, failures: [] })),
  );

  it('is all of them without names', () => {
    deepEqual(chooseStages(all, []), all);
  });

  it('leaves one that wants to be named to whoever names it', () => {
    const passes = async () => ({ passed: 1, failures: [] });
    const long: Stage = { ...stage('long', passes), onlyByName: true };
    deepEqual(chooseStages([...all, long], []), all);
    deepEqual(chooseStages([...all, long], ['long']), [long]);
  });

  it('keeps their order', () => {
    const names = chooseStages(all, ['unit', 'types']).map(({ name }) => name);
    deepEqual(names, ['types', 'unit']);
  });

  it('lists them for a name that is none', () => {
    throws(() => chooseStages(all, ['units']), /npm test -- types unit/);
  });
});
