import { computedSettings, DEFAULT_MEMORY } from './computedSettings';
import { CONSTANT_SETTINGS } from './constantSettings';
import { DEFAULT_SETTINGS } from './defaultSettings';
import { REFUSED_KEYS } from './refusedKeys';
import { Setting } from './Setting';

const EXAMPLE = { memory: DEFAULT_MEMORY, storage: 10 * 2 ** 30 };

/** The reference page of `spec.config`, in Markdown: what is set, why, and what is refused. */
export function configurationPage(): string {
  return [
    '# Configuration of MySQL',
    '',
    '`spec.config` of a [MySQLCluster](mysqlcluster.md) sets keys of the `[mysqld]` section. Each value is a string.',
    '',
    '```yaml',
    'config:',
    '  max_connections: "500"',
    '  long_query_time: "0.5"',
    '```',
    '',
    'A change is applied while MySQL runs where MySQL allows it, else by a restart of one instance after the other. A key that MySQL does not know and a value that it does not take are reported on the object; the rest is applied.',
    '',
    'This page is generated from the tables in `resources/mycnf`: change the tables, not the page.',
    '',
    '## Defaults that you may change',
    '',
    ...table(DEFAULT_SETTINGS),
    '## What follows from memory and storage, and that you may change',
    '',
    'As an example, for `resources.limits.memory: 1Gi` and `storage.size: 10Gi`:',
    '',
    ...table(computedSettings(EXAMPLE)),
    '## What is fixed',
    '',
    ...table(CONSTANT_SETTINGS),
    '## What is refused',
    '',
    'Under any spelling: with dashes, behind `loose_` or `skip_`, with the old words of replication, or cut short. `*` stands for anything.',
    '',
    '| Keys | Why |',
    '|---|---|',
    ...REFUSED_KEYS.map(
      ({ keys, reason }) =>
        `| ${keys.map(key => `\`${key}\``).join(', ')} | ${sentence(reason)} |`,
    ),
    '',
  ].join('\n');
}

function table(settings: readonly Setting[]): string[] {
  return [
    '| Key | Value | Why |',
    '|---|---|---|',
    ...settings.map(
      ({ name, value, reason }) => `| \`${name}\` | \`${value}\` | ${reason} |`,
    ),
    '',
  ];
}

function sentence(words: string): string {
  return `${words[0].toUpperCase()}${words.slice(1)}.`;
}
