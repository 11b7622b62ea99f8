import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** `[kind:][namespace/]name`; parsing alone takes nearly anything for a name. */
const REFERENCE = /^([\w-]+:)?([\w.-]+\/)?[\w.-]+$/;

/** `shop-team` → `group:default/shop-team`; what can't be read stays as it is. */
export function normaliseOwner(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'group' }));
  } catch {
    return ref;
  }
}

/**
 * The full form of an entity reference that a person gave.
 * @throws InputError that names the field when it can't be read
 */
export function parseReference(
  field: string,
  ref: string,
  defaultKind: string,
): string {
  if (REFERENCE.test(ref)) {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind }));
  }
  throw new InputError(
    `${field} is '${ref}', which is no entity reference: write it as ${defaultKind}:default/<name>`,
  );
}
