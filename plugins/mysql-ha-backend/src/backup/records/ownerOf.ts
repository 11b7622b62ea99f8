import { OwnerReference } from '../../kubernetes';

/** What ties a Job to the resource that it works for: it goes with it, also when no operator runs. */
export function ownerOf({
  apiVersion,
  kind,
  metadata,
}: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly uid: string };
}): OwnerReference {
  const { name, uid } = metadata;
  return { apiVersion, kind, name, uid, controller: true };
}
