import { canonicalKey, optionName } from './canonicalKey';
import { renderValue } from './renderValue';
import { Setting } from './Setting';
import { ConfigInput, Layer, layers } from './settings';

/**
 * The text of my.cnf: each key under the layer that it comes from, with its reason.
 *
 * @param without - keys of `spec.config`, in canonical spelling, whose values a running server refused: with such a value
 * mysqld would not start again
 */
export function renderMyCnf(
  spec: ConfigInput,
  without: readonly string[] = [],
): string {
  const config = Object.fromEntries(
    Object.entries(spec.config).filter(
      ([key]) => !without.includes(canonicalKey(key)),
    ),
  );
  return [
    '# Written by mysql-ha from the MySQLCluster: change spec.config there, a change here does not last.',
    '[mysqld]',
    ...layers({ ...spec, config }).flatMap(renderLayer),
    '',
  ].join('\n');
}

function renderLayer({ title, settings }: Layer): string[] {
  return settings.length === 0
    ? []
    : ['', `### ${title}`, ...settings.flatMap(renderSetting)];
}

function renderSetting({ name, value, reason, ifKnown }: Setting): string[] {
  const prefix = ifKnown ? 'loose_' : '';
  return [
    ...(reason ? [`# ${reason}`] : []),
    `${prefix}${optionName(name, value)} = ${renderValue(value)}`,
  ];
}
