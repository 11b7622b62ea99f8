import { isDeepStrictEqual } from 'node:util';

type Json = Readonly<Record<string, unknown>>;

/**
 * The JSON merge patch (RFC 7386) that makes one value of the other: what is gone becomes null. Lists go whole.
 *
 * @returns undefined when they are equal
 */
export function mergeDiff(before: Json, after: Json): Json | undefined {
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [from, to] = [before[key], after[key]];
    if (isDeepStrictEqual(from, to)) continue;
    if (to === undefined) patch[key] = null;
    else patch[key] = isJson(from) && isJson(to) ? mergeDiff(from, to) : to;
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
