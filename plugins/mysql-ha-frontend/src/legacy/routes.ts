import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** Where an app mounts the page with all clusters. */
export const fleetRouteRef = createRouteRef({ id: 'mysql-ha' });

/** The tab of an entity. */
export const entityContentRouteRef = createRouteRef({
  id: 'mysql-ha:entity-content',
});

/**
 * The plugin's own page, seen from its cards. By way of an optional external reference, because an app may have the
 * cards without the page, and a plain reference that isn't mounted throws.
 */
export const fleetLinkRouteRef = createExternalRouteRef({
  id: 'mysql-ha:fleet',
  optional: true,
  defaultTarget: 'mysql-ha.root',
});

/** The page that lists the templates. */
export const templatesRouteRef = createExternalRouteRef({
  id: 'mysql-ha:templates',
  optional: true,
  defaultTarget: 'scaffolder.root',
});

/** The page of a catalog entity. */
export const catalogEntityRouteRef = createExternalRouteRef({
  id: 'mysql-ha:catalog-entity',
  params: ['kind', 'namespace', 'name'],
  optional: true,
  defaultTarget: 'catalog.catalogEntity',
});
