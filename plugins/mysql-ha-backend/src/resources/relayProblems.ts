import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { instanceNames } from './names';
import { SpecProblem } from './SpecProblem';

/** What is wrong with the relays of a spec; instances that are placed wrongly follow the primary. */
export function relayProblems({
  metadata,
  spec,
}: MySQLCluster): readonly SpecProblem[] {
  if (!spec.relay) return [];
  const relays = [spec.relay, ...spec.relay.further];
  const known = instanceNames(metadata, spec.instances);
  const named = relays.flatMap(({ instance, below }) => [instance, ...below]);
  const below = relays.flatMap(relay => relay.below);
  return [
    ...unique(named)
      .filter(name => !known.includes(name))
      .map(name =>
        ignored(
          `relay names ${name}, which the cluster does not have; its instances are ${
            known[0]
          } to ${known[known.length - 1]}: correct or remove the entry.`,
        ),
      ),
    ...unique(below)
      .filter(name => below.filter(other => other === name).length > 1)
      .map(name =>
        ignored(
          `relay puts ${name} below more than one instance, and it can replicate from one only: the first counts; remove the others.`,
        ),
      ),
    ...unique(relays.map(({ instance }) => instance))
      .filter(name => standsBelowItself(relays, name))
      .map(name =>
        ignored(
          `relay puts ${name} below itself, so that nothing would reach it: it follows the primary. Break the circle.`,
        ),
      ),
  ];
}

function standsBelowItself(
  relays: readonly { readonly instance: string; readonly below: string[] }[],
  name: string,
): boolean {
  const above = (of: string) =>
    relays.find(({ below }) => below.includes(of))?.instance;
  let at = above(name);
  for (let i = 0; at && i < relays.length; i++) {
    if (at === name) return true;
    at = above(at);
  }
  return false;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function ignored(message: string): SpecProblem {
  return { field: 'spec.relay', message, effect: 'ignored' };
}
