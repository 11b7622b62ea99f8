import { Random } from '../time';
import { Relay } from './Schedule';

/** Relays anywhere in a cluster of so many: one above some of the others, or a chain of two. */
export function randomRelays(
  random: Random,
  instances: number,
): readonly Relay[] {
  const order = shuffled(
    random,
    Array.from({ length: instances }, (_, ordinal) => ordinal),
  );
  const [instance, ...others] = order;
  const count = random.whole(1, Math.max(1, others.length - 1));
  const below = others.slice(0, count);
  const [next, ...rest] = below;
  const isChain = rest.length > 0 && random.chance(0.4);
  return isChain
    ? [
        { instance, below: [next] },
        { instance: next, below: rest },
      ]
    : [{ instance, below }];
}

function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  return items
    .map(item => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
