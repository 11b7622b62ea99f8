import { repositoryRoot } from '../../../local-cluster/instance.ts';
import { runToEnd } from '../../commands/run.ts';
import { apiReports, declarations } from '../../workspace/apiReports.ts';
import type { Stage } from '../Stage.ts';
import { check } from '../Stage.ts';

type CommandLine = readonly [string, ...string[]];

const limitMs = 10 * 60_000;

/** A stage of commands that say yes or no; each is one test. */
function checks(name: string, commands: readonly CommandLine[]): Stage {
  return {
    name,
    needs: 'sources',
    async run() {
      const results = [];
      for (const [program, ...args] of commands) {
        const { ok, output } = await runToEnd(program, args, {
          cwd: repositoryRoot,
          env: { CI: 'true' },
          timeoutMs: limitMs,
        });
        results.push(check([program, ...args].join(' '), ok, output));
      }
      return {
        passed: results.reduce((sum, { passed }) => sum + passed, 0),
        failures: results.flatMap(({ failures }) => failures),
      };
    },
  };
}

/** The checks that need nothing but the sources. The reports of the public API are made from what `types` writes. */
export const checkStages: readonly Stage[] = [
  checks('types', [
    declarations,
    ['tsc', '--project', 'local-cluster/tsconfig.json'],
    ['tsc', '--project', 'scripts/tsconfig.json'],
  ]),
  checks('format', [['prettier', '--check', '--loglevel=warn', '.']]),
  checks('lint', [
    ['backstage-cli', 'repo', 'lint', '--format=unix'],
    // Run from their sources, they have no role of Backstage's.
    ['eslint', '--ext=.ts', '--format=unix', 'e2e', 'bench'],
  ]),
  checks('metadata', [
    ['backstage-cli', 'repo', 'fix', '--publish', '--check'],
  ]),
  checks('api-reports', [[...apiReports, '--ci']]),
];
