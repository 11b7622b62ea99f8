import { renderValue } from './renderValue';
import { Setting } from './Setting';
import { ConfigInput, Layer, layers } from './settings';

/** The text of my.cnf: each key under the layer that it comes from, with its reason. */
export function renderMyCnf(spec: ConfigInput): string {
  return [
    '# Written by mysql-ha from the MySQLCluster: change spec.config there, a change here does not last.',
    '[mysqld]',
    ...layers(spec).flatMap(renderLayer),
    '',
  ].join('\n');
}

function renderLayer({ title, settings }: Layer): string[] {
  return settings.length === 0
    ? []
    : ['', `### ${title}`, ...settings.flatMap(renderSetting)];
}

/** A dotted name belongs to a component, which is loaded only after the file is read. */
function renderSetting({ name, value, reason, ifKnown }: Setting): string[] {
  const prefix = ifKnown || name.includes('.') ? 'loose_' : '';
  return [
    ...(reason ? [`# ${reason}`] : []),
    `${prefix}${name} = ${renderValue(value)}`,
  ];
}
