/**
 * The one spelling of a key that mysqld accepts in several: dashes count as underscores, and replication’s old words are
 * still known (https://dev.mysql.com/doc/refman/9.7/en/option-modifiers.html).
 */
export function canonicalKey(key: string): string {
  const name = key
    .trim()
    .toLowerCase()
    .replaceAll('-', '_')
    .replace(/(^|_)slave(s?)(?=_|$)/g, '$1replica$2')
    .replace(/(^|_)master(?=_|$)/g, '$1source');
  return name === 'default_time_zone' ? 'time_zone' : name;
}

/**
 * What a variable is called in my.cnf. Only `time_zone` has another name there, and mysqld does not start with a zone that
 * it doesn’t know: a zone by name is left to the engine, which sets it once the server runs.
 */
export function optionName(name: string, value: string): string {
  const offset = /^[+-][0-9]{2}:[0-9]{2}$/.test(value);
  return name === 'time_zone' && offset ? 'default_time_zone' : name;
}

/** Prefixes by which mysqld lets one key be said in another way. */
const MODIFIERS = ['loose_', 'skip_', 'disable_', 'enable_', 'maximum_'];

/** Variables whose own name begins like a modifier. */
const NOT_MODIFIED = new Set([
  'skip_external_locking',
  'skip_name_resolve',
  'skip_show_database',
]);

/** A key without its modifiers, and the first of these. */
export function withoutModifiers(canonical: string): {
  readonly name: string;
  readonly modifier?: string;
} {
  const modifier = modifierOf(canonical);
  if (modifier === undefined) return { name: canonical };
  const { name } = withoutModifiers(canonical.slice(modifier.length));
  return { name, modifier };
}

function modifierOf(name: string): string | undefined {
  return NOT_MODIFIED.has(name)
    ? undefined
    : MODIFIERS.find(prefix => name.startsWith(prefix));
}
