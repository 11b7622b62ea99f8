import { isDeepStrictEqual } from 'node:util';
import { isRecord } from './isRecord';

/**
 * Paths at which two specs say different things. A field that is null says the same as one that is missing.
 */
export function differences(one: unknown, other: unknown, path = ''): string[] {
  const left = one ?? undefined;
  const right = other ?? undefined;
  if (!isRecord(left) || !isRecord(right)) {
    return isDeepStrictEqual(left, right) ? [] : [path];
  }
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap(key =>
    differences(left[key], right[key], path === '' ? key : `${path}.${key}`),
  );
}
