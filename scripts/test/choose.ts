import { Remediable } from '../../local-cluster/errors.ts';
import type { Stage } from './Stage.ts';

/**
 * The stages with these names, in the order of all; without names, all but those that want to be named.
 *
 * @throws Remediable listing them when one has none of the names
 */
export function chooseStages(
  all: readonly Stage[],
  names: readonly string[],
): readonly Stage[] {
  const known = all.map(({ name }) => name);
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new Remediable(
      `There is no stage "${unknown}": npm test -- ${known.join(' ')}`,
    );
  }
  return names.length === 0
    ? all.filter(({ onlyByName }) => !onlyByName)
    : all.filter(({ name }) => names.includes(name));
}
