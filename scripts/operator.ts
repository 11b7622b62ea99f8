import { join } from 'node:path';
import { Remediable } from '../local-cluster/errors.ts';
import { repositoryRoot } from '../local-cluster/instance.ts';
import { Interruption } from './commands/Interruption.ts';
import { finish } from './commands/finish.ts';
import { existingTarget } from './kubernetes/Target.ts';
import { BackendProcess } from './portal/BackendProcess.ts';
import { withPort } from './portal/portal.ts';
import { runUntil } from './portal/runUntil.ts';
import { installDependencies } from './workspace/dependencies.ts';

/** `npm run operator`: the engine alone, without a portal, with its log on this terminal. */
await finish(async () => {
  const { kubeconfig } = existingTarget();
  const port = Number(process.env.MYSQLHA_OPERATOR_PORT ?? '7008');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Remediable(
      `MYSQLHA_OPERATOR_PORT=${process.env.MYSQLHA_OPERATOR_PORT} is no port: give a number from 1 to 65535.`,
    );
  }
  const interruption = Interruption.listen();
  return withPort(port, 'MYSQLHA_OPERATOR_PORT', async () => {
    await installDependencies();
    const operator = BackendProcess.start({
      package: 'operator',
      configs: [join(repositoryRoot, 'app-config.operator.yaml')],
      port,
      env: { KUBECONFIG: kubeconfig, MYSQLHA_OPERATOR_PORT: `${port}` },
    });
    return runUntil(operator, interruption);
  });
});
