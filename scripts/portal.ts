import { lines } from '../local-cluster/progress.ts';
import { Interruption } from './commands/Interruption.ts';
import { finish } from './commands/finish.ts';
import { existingTarget } from './kubernetes/Target.ts';
import {
  portalDefaults,
  portalUrl,
  startPortal,
  withPort,
} from './portal/portal.ts';
import { runUntil } from './portal/runUntil.ts';
import { preparePortal } from './start/bringUpPortal.ts';
import { Timings } from './progress/Timings.ts';

/** `npm run portal`: the portal alone, with its log on this terminal. */
await finish(async () => {
  const { kubeconfig } = existingTarget();
  const { port, state } = portalDefaults();
  const interruption = Interruption.listen();
  return withPort(port, 'MYSQLHA_PORTAL_PORT', async () => {
    await preparePortal(
      Timings.load(),
      lines(line => process.stderr.write(`${line}\n`)),
    );
    process.stderr.write(`The portal will be at ${portalUrl(port)}\n`);
    const portal = startPortal({ kubeconfig, port, state });
    return runUntil(portal, interruption);
  });
});
