import { CompoundEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { usePortalPaths } from './PortalPaths';

/** A catalog entity by its short name, linked where the catalog is mounted. */
export function EntityLink(props: { entityRef: string }) {
  const { entity } = usePortalPaths();
  const parsed = parsedRef(props.entityRef);
  if (!parsed) return <>{props.entityRef}</>;
  return entity ? (
    <Link href={entity(parsed)} title={props.entityRef}>
      {parsed.name}
    </Link>
  ) : (
    <span title={props.entityRef}>{parsed.name}</span>
  );
}

/** An owner is written by hand on the object, so it may be anything. */
function parsedRef(text: string): CompoundEntityRef | undefined {
  try {
    return parseEntityRef(text, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    return undefined;
  }
}
