import { z } from 'zod';
import { KubernetesObject } from './types';

/**
 * A parser of watched objects that does its work once for each state of one: the watch gives the same object until it
 * changes, and what is looked at several times a second costs nothing then.
 *
 * @returns undefined for an object that does not parse
 */
export function parseOnce<S extends z.ZodType>(
  schema: S,
): (object: KubernetesObject) => z.output<S> | undefined {
  const known = new WeakMap<
    KubernetesObject,
    { readonly value: z.output<S> | undefined }
  >();
  return object => {
    const before = known.get(object);
    if (before) return before.value;
    const value = schema.safeParse(object).data;
    known.set(object, { value });
    return value;
  };
}
