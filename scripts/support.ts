import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Remediable } from '../local-cluster/errors.ts';
import { localDirectory, repositoryRoot } from '../local-cluster/instance.ts';
import { finish } from './commands/finish.ts';
import { Kubectl } from './kubernetes/Kubectl.ts';
import { existingTarget } from './kubernetes/Target.ts';
import { collect, secretsOf } from './support/collect.ts';
import { contents } from './support/contents.ts';
import { examine } from './support/examine.ts';
import { Redaction } from './support/redact.ts';
import { writeArchive } from './support/writeArchive.ts';

/** Of the portal's own log so much, the newest. */
const portalLogBytes = 2 * 1024 * 1024;

/** `npm run support -- NAMESPACE/NAME`: one archive with all that helps to understand a cluster, and no password. */
await finish(async () => {
  const [, namespace, name] =
    /^([a-z0-9][a-z0-9-]*)\/([a-z][a-z0-9-]*)$/.exec(process.argv[2] ?? '') ??
    [];
  if (namespace === undefined || name === undefined) {
    throw new Remediable(
      'usage: npm run support -- NAMESPACE/NAME\nFor example: npm run support -- shop/orders',
    );
  }
  const target = existingTarget();
  const kubectl = Kubectl.for(target);
  if ((await kubectl.get('mysqlcluster', namespace, name)) === undefined) {
    throw new Remediable(
      `There is no MySQL cluster ${namespace}/${name}: see "npm run kubectl -- get mysqlclusters -A".`,
    );
  }
  const secrets = await secretsOf(kubectl, namespace);
  const redaction = new Redaction(secrets);
  const files = new Map(await collect(kubectl, { namespace, name }, secrets));
  try {
    files.set(
      'examination.json',
      await examine({ namespace, name }, kubectl.env),
    );
  } catch (failure) {
    files.set('examination.txt', `It could not be looked at: ${failure}\n`);
  }
  const portalLog = join(localDirectory, 'log/portal.log');
  if (target.embedded && existsSync(portalLog)) {
    files.set(
      'logs/portal.log',
      readFileSync(portalLog).subarray(-portalLogBytes).toString('utf8'),
    );
  }
  const now = new Date();
  files.set('README.txt', contents(`${namespace}/${name}`, now, commit()));
  const folder = `mysql-ha-${namespace}-${name}-${now
    .toISOString()
    .replaceAll(/[:.]/g, '')}`;
  const archive = join(
    process.env.INIT_CWD ?? process.cwd(),
    `${folder}.tar.gz`,
  );
  await writeArchive(
    archive,
    folder,
    new Map([...files].map(([path, text]) => [path, redaction.text(text)])),
  );
  const kept = [...files.keys()].sort().map(path => `  ${path}`);
  process.stdout.write(
    `${archive}\nholds, without the values of Secrets:\n${kept.join('\n')}\n`,
  );
  return 0;
});

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: repositoryRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'an unknown version';
  }
}
