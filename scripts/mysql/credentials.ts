import { Remediable } from '../../local-cluster/errors.ts';
import type { Kubectl } from '../kubernetes/Kubectl.ts';
import { at } from '../sample/PortalClient.ts';
import type { MysqlArguments } from './parseMysqlArguments.ts';

/** How an application gets in: what stands in the cluster's Secret. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/** @throws Remediable when the cluster or its Secret isn't there */
export async function readCredentials(
  kubectl: Kubectl,
  { namespace, name }: MysqlArguments,
): Promise<Credentials> {
  const secret = await kubectl.get('secret', namespace, `${name}-app`);
  if (secret === undefined) {
    throw new Remediable(
      `There is no Secret ${name}-app in namespace ${namespace}, so there is no MySQL cluster ${namespace}/${name}, or it is only just being made: see "npm run kubectl -- get mysqlclusters -A".`,
    );
  }
  const text = (key: string) => {
    const encoded = at(at(secret, 'data'), key);
    if (typeof encoded !== 'string') {
      throw new Remediable(
        `Secret ${namespace}/${name}-app has no ${key}: the operator writes it again when it runs ("npm start" or "npm run operator").`,
      );
    }
    return Buffer.from(encoded, 'base64').toString('utf8');
  };
  return {
    username: text('username'),
    password: text('password'),
    database: text('database'),
  };
}

/** The text of an options file for MySQL's programs. */
export function optionsFile(credentials: Credentials, host: string): string {
  // https://dev.mysql.com/doc/refman/9.7/en/option-files.html: within quotes, backslashes begin escapes.
  const quoted = (value: string) =>
    `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  return [
    '[client]',
    `host=${host}`,
    'port=3306',
    `user=${quoted(credentials.username)}`,
    `password=${quoted(credentials.password)}`,
    '[mysql]',
    `database=${quoted(credentials.database)}`,
    '',
  ].join('\n');
}
