import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readChaosReport } from './chaosReport.ts';
import { readGoReport } from './goReport.ts';
import { readJestReport } from './jestReport.ts';
import { readNodeReport } from './nodeReport.ts';
import { readPlaywrightReport } from './playwrightReport.ts';

const lines = (...events: object[]) =>
  events.map(event => JSON.stringify(event)).join('\n');

describe('the count of a run of chaos', () => {
  it('has a test for each round, and says where its evidence is', () => {
    const report = [
      { scenario: 'kill', failures: [] },
      { scenario: 'stop', failures: ['lost', 'torn'], evidence: '.local/x' },
    ];
    deepEqual(readChaosReport(report), {
      passed: 1,
      failures: [{ test: 'stop', message: 'lost\ntorn\n.local/x' }],
    });
  });
});

describe('the count of a run of jest', () => {
  it('has its passed and failed tests, and a suite that could not run', () => {
    const report = {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'adds' },
            { status: 'pending', fullName: 'waits' },
            {
              status: 'failed',
              fullName: 'subtracts',
              failureMessages: ['1 is not 2'],
            },
          ],
        },
        {
          name: 'b.test.ts',
          status: 'failed',
          message: 'Cannot find module',
          assertionResults: [],
        },
      ],
    };
    deepEqual(readJestReport(report), {
      passed: 1,
      failures: [
        { test: 'a.test.ts: subtracts', message: '1 is not 2' },
        { test: 'b.test.ts', message: 'Cannot find module' },
      ],
    });
  });
});

describe('the count of a run of go test', () => {
  it('has its tests with what they wrote', () => {
    const output = lines(
      { Action: 'pass', Package: 'p', Test: 'TestA' },
      { Action: 'output', Package: 'p', Test: 'TestB', Output: 'no\n' },
      { Action: 'fail', Package: 'p', Test: 'TestB' },
      { Action: 'fail', Package: 'p' },
    );
    deepEqual(readGoReport(output), {
      passed: 1,
      failures: [{ test: 'p TestB', message: 'no\n' }],
    });
  });

  it('has a failure for a package that does not build', () => {
    const output = lines(
      { Action: 'build-output', ImportPath: 'p', Output: 'undefined: x\n' },
      { Action: 'build-fail', ImportPath: 'p' },
    );
    deepEqual(readGoReport(output), {
      passed: 0,
      failures: [{ test: 'p', message: 'undefined: x\n' }],
    });
  });
});

describe('the count of a run of Playwright', () => {
  const spec = (title: string, status: string, message = '') => ({
    title,
    tests: [{ status, results: [{ errors: message ? [{ message }] : [] }] }],
  });

  it('has the tests of nested suites by their path, without colours', () => {
    const report = {
      errors: [],
      suites: [
        {
          title: 'a.spec.ts',
          specs: [spec('opens', 'expected'), spec('rests', 'skipped')],
          suites: [
            {
              title: 'a page',
              specs: [spec('closes', 'unexpected', '\u001b[31mred\u001b[39m')],
            },
          ],
        },
      ],
    };
    deepEqual(readPlaywrightReport(report), {
      passed: 1,
      failures: [{ test: 'a.spec.ts › a page › closes', message: 'red' }],
    });
  });

  it('has a failure for a file that could not be loaded', () => {
    deepEqual(
      readPlaywrightReport({ errors: [{ message: 'syntax' }], suites: [] }),
      {
        passed: 0,
        failures: [{ test: 'loading the tests', message: 'syntax' }],
      },
    );
  });
});

describe('the count of a run of node --test', () => {
  it('has its passed and failed tests', () => {
    const output = lines(
      { passed: true, name: 'adds', file: 'a.test.ts' },
      { passed: false, name: 'breaks', file: 'a.test.ts', message: 'why' },
    );
    deepEqual(readNodeReport(output), {
      passed: 1,
      failures: [{ test: 'a.test.ts: breaks', message: 'why' }],
    });
  });
});
