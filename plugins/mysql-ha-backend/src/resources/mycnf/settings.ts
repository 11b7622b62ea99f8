import {
  ClusterSpec,
  parseQuantity,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { canonicalKey } from './canonicalKey';
import { checkConfig } from './checkConfig';
import { computedSettings, DEFAULT_MEMORY } from './computedSettings';
import { CONSTANT_SETTINGS } from './constantSettings';
import { DEFAULT_SETTINGS } from './defaultSettings';
import { Setting, variable } from './Setting';
import { parseSize } from './variableComparison';

/** One layer of my.cnf: a later one wins. */
export interface Layer {
  readonly title: string;
  readonly settings: readonly Setting[];
}

/** What of a spec my.cnf depends on. */
export type ConfigInput = Pick<ClusterSpec, 'config' | 'resources' | 'storage'>;

/** The layers of my.cnf. What a tenant sets is left out of the layers below, what is refused is left out altogether. */
export function layers(spec: ConfigInput): readonly Layer[] {
  const tenant = tenantSettings(spec);
  const taken = new Set(tenant.map(({ name }) => name));
  const below = (settings: readonly Setting[]) =>
    settings.filter(({ name }) => !taken.has(name));
  return [
    { title: 'What suits most', settings: below(DEFAULT_SETTINGS) },
    {
      title: 'What follows from memory and storage',
      settings: below(
        computedSettings({
          memory:
            parseQuantity(spec.resources.limits?.memory ?? '') ??
            DEFAULT_MEMORY,
          storage: parseQuantity(spec.storage.size) ?? 0,
          connections: sizeOf(tenant, 'max_connections'),
        }),
      ),
    },
    {
      title:
        'What spec.config says; behind loose_, mysqld starts without a key that it does not know, and the engine reports it',
      settings: tenant,
    },
    {
      title: 'What durability, replication and the engine rely on',
      settings: CONSTANT_SETTINGS,
    },
  ];
}

/**
 * The keys that the tenant sets, in canonical spelling, for the engine to look up among the server’s variables: mysqld
 * only warns of one that it doesn’t know.
 */
export function tenantKeys(config: ConfigInput['config']): readonly string[] {
  return tenantSettings({ config }).map(({ name }) => name);
}

/** The global variables and the values that they should have while mysqld runs. */
export function wantedVariables(
  spec: ConfigInput,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    layers(spec)
      .flatMap(({ settings }) => settings)
      .filter(({ kind }) => kind === 'variable')
      .map(({ name, value }) => [name, value]),
  );
}

function sizeOf(
  settings: readonly Setting[],
  wanted: string,
): number | undefined {
  const found = settings.find(({ name }) => name === wanted);
  return found && parseSize(found.value);
}

function tenantSettings({
  config,
}: Pick<ConfigInput, 'config'>): readonly Setting[] {
  const refused = new Set(checkConfig(config).map(({ key }) => key));
  return Object.entries(config)
    .filter(([key]) => !refused.has(key))
    .map(([key, value]) => ({
      ...variable(canonicalKey(key), value, ''),
      ifKnown: true as const,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
