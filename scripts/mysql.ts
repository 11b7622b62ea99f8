import { mysqlRootfs } from '../local-cluster/index.ts';
import { Remediable } from '../local-cluster/errors.ts';
import { finish } from './commands/finish.ts';
import { Kubectl } from './kubernetes/Kubectl.ts';
import { existingTarget } from './kubernetes/Target.ts';
import { optionsFile, readCredentials } from './mysql/credentials.ts';
import { runLocalClient } from './mysql/localClient.ts';
import { parseMysqlArguments } from './mysql/parseMysqlArguments.ts';
import { runPodClient } from './mysql/podClient.ts';
import { at } from './sample/PortalClient.ts';

/** `npm run mysql -- NAMESPACE/NAME`: a MySQL client, connected as the application would be. */
await finish(async () => {
  const args = parseMysqlArguments(process.argv.slice(2));
  const target = existingTarget();
  const kubectl = Kubectl.for(target);
  const credentials = await readCredentials(kubectl, args);
  const service = `${args.name}-${args.replicas ? 'replicas' : 'primary'}`;
  // The client deals with Ctrl-C itself: it ends the statement, not the session.
  process.on('SIGINT', () => {});
  if (!target.embedded) {
    const host = `${service}.${args.namespace}.svc`;
    return runPodClient(
      kubectl,
      args,
      optionsFile(credentials, host),
      args.rest,
    );
  }
  // Pods and Services of the embedded cluster are routed from this machine.
  const address = at(
    at(await kubectl.get('service', args.namespace, service), 'spec'),
    'clusterIP',
  );
  if (typeof address !== 'string') {
    throw new Remediable(
      `There is no Service ${service} in namespace ${args.namespace} yet: the operator makes it when it runs ("npm start" or "npm run operator").`,
    );
  }
  const rootfs = await mysqlRootfs();
  return runLocalClient(rootfs, optionsFile(credentials, address), args.rest);
});
