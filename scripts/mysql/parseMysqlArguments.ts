import { Remediable } from '../../local-cluster/errors.ts';

/** To which cluster a MySQL client is to connect, and how. */
export interface MysqlArguments {
  readonly namespace: string;
  readonly name: string;
  /** The Service with the replicas instead of the one with the primary. */
  readonly replicas: boolean;
  /** For the client itself, such as `-e "SELECT 1"`. */
  readonly rest: readonly string[];
}

const usage = `usage: npm run mysql -- NAMESPACE/NAME [--replicas] [OPTIONS OF THE MYSQL CLIENT]
For example: npm run mysql -- shop/orders
             npm run mysql -- shop/orders --replicas -e 'SELECT @@hostname'`;

/** @throws Remediable with the usage */
export function parseMysqlArguments(args: readonly string[]): MysqlArguments {
  const [cluster = '', ...options] = args;
  const found = /^([a-z0-9][a-z0-9-]*)\/([a-z][a-z0-9-]*)$/.exec(cluster);
  const [, namespace, name] = found ?? [];
  if (namespace === undefined || name === undefined)
    throw new Remediable(usage);
  return {
    namespace,
    name,
    replicas: options.includes('--replicas'),
    rest: options.filter(option => option !== '--replicas'),
  };
}
