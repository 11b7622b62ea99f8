import { repositoryRoot } from '../local-cluster/instance.ts';
import { finish } from './commands/finish.ts';
import { runOrThrow } from './commands/run.ts';
import { apiReports, declarations } from './workspace/apiReports.ts';
import { installDependencies } from './workspace/dependencies.ts';

const commands: readonly (readonly [string, ...string[]])[] = [
  // The custom resource's definition and its reference page, from the schemas.
  [
    'yarn',
    'workspace',
    '@mysql-ha/backstage-plugin-mysql-ha-common',
    'generate',
  ],
  // The pages that explain diagnoses and configuration, from the tables of the engine.
  [
    'yarn',
    'workspace',
    '@mysql-ha/backstage-plugin-mysql-ha-backend',
    'generate',
  ],
  ['backstage-cli', 'repo', 'fix', '--publish'],
  // The reports of the public API are made of the declarations that tsc writes.
  declarations,
  apiReports,
];

/** `npm run generate`: writes everything anew that is derived from the sources and committed. */
await finish(async () => {
  await installDependencies();
  for (const [program, ...args] of commands) {
    process.stderr.write(`${program} ${args.join(' ')}\n`);
    await runOrThrow(program, args, {
      cwd: repositoryRoot,
      onLine: line => process.stderr.write(`  ${line}\n`),
    });
  }
  return 0;
});
