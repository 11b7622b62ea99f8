import { canonicalKey, withoutModifiers } from './canonicalKey';
import { RefusedKeys, REFUSED_KEYS } from './refusedKeys';
import { isRenderable } from './renderValue';
import { parseSize } from './variableComparison';

/** A key of `spec.config` that can’t be used. */
export interface RefusedKey {
  readonly key: string;
  /** Why not, as the second half of a sentence. */
  readonly reason: string;
  /** What to do instead. */
  readonly remedy: string;
}

/**
 * Variables that are a tenant’s although a longer, refused name begins like them: mysqld takes a name’s beginning for the
 * whole, so beginnings of refused names are refused too.
 */
const WHOLE_NAMES = new Set(['general_log', 'slow_query_log']);

/** With less than this of a key, the engine itself is shut out. */
const LEAST: Readonly<Record<string, number>> = { max_connections: 20 };

/** With another word mysqld would not start, and no server is asked: the engine sets these itself. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  event_scheduler: ['ON', 'OFF', 'DISABLED'],
};

/**
 * The keys of `spec.config` that can’t be used, each with the reason. What no version of mysqld knows is not found here:
 * the engine asks the server, with `tenantKeys`.
 */
export function checkConfig(
  config: Readonly<Record<string, string>>,
): readonly RefusedKey[] {
  const seen = new Map<string, string>();
  return Object.entries(config).flatMap(([key, value]): RefusedKey[] => {
    const found = refusal(key, value);
    const name = canonicalKey(key);
    const twin = seen.get(name);
    seen.set(name, key);
    if (found) return [{ key, ...found }];
    return twin === undefined
      ? []
      : [
          {
            key,
            reason: `it is the same key as ${twin}`,
            remedy: 'keep one of them',
          },
        ];
  });
}

function refusal(
  key: string,
  value: string,
): { reason: string; remedy: string } | undefined {
  const canonical = canonicalKey(key);
  if (!/^[a-z][a-z0-9_.]*$/.test(canonical)) {
    return {
      reason: 'it is no name of a key: letters, digits and underscores',
      remedy: 'write it as in MySQL’s manual, e.g. max_connections',
    };
  }
  const { name, modifier } = withoutModifiers(canonical);
  const refused = groupOf(canonical) ?? groupOf(name);
  if (refused) return { reason: refused.reason, remedy: refused.remedy };
  if (modifier === 'loose_') {
    return {
      reason: 'mysqld would silently ignore a mistake behind loose_',
      remedy: `write ${name}`,
    };
  }
  if (modifier) {
    return {
      reason: `the prefix ${modifier} says the value in the name`,
      remedy: `write ${name} with a value such as ON or OFF`,
    };
  }
  const whole = abbreviated(name);
  if (whole) {
    return {
      reason: `mysqld could read it as a short form of ${whole}`,
      remedy: 'write the whole name of the key',
    };
  }
  const least = LEAST[name];
  if (least !== undefined && (parseSize(value) ?? 0) < least) {
    return {
      reason: `with ${value} nobody could help the server: the engine and replication need connections of their own, and mysqld takes what is no number for the least it knows`,
      remedy: `set it to ${least} or more, or remove it so that it is computed`,
    };
  }
  const words = WORDS[name];
  if (words && !words.includes(value.trim().toUpperCase())) {
    return {
      reason: `mysqld does not start with ${value}`,
      remedy: `write one of ${words.join(', ')}`,
    };
  }
  if (!isRenderable(value)) {
    return {
      reason:
        'its value has a line break, a control character or both kinds of quotes',
      remedy: 'write a value that stands on one line of my.cnf',
    };
  }
  return undefined;
}

function groupOf(name: string): RefusedKeys | undefined {
  return REFUSED_KEYS.find(({ keys }) =>
    keys.some(pattern => matches(pattern, name)),
  );
}

function matches(pattern: string, name: string): boolean {
  if (pattern.endsWith('*')) return name.startsWith(pattern.slice(0, -1));
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  return name === pattern;
}

/** A refused name that begins with this one. */
function abbreviated(name: string): string | undefined {
  if (WHOLE_NAMES.has(name)) return undefined;
  return REFUSED_KEYS.flatMap(({ keys }) => keys)
    .map(pattern => pattern.replace(/\*$/, ''))
    .find(refused => !refused.startsWith('*') && refused.startsWith(name));
}
