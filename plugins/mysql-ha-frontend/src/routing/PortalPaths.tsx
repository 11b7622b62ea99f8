import type { CompoundEntityRef } from '@backstage/catalog-model';
import type { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { createContext, ReactNode, useContext } from 'react';

/** Paths that the two frontend systems resolve each in its own way; `undefined` where nothing is mounted. */
export interface PortalPaths {
  /** The page with all clusters. */
  readonly fleet?: string;
  /** The page that lists the templates. */
  readonly create?: string;
  /** The page of a catalog entity. */
  readonly entity?: (entity: CompoundEntityRef) => string;
}

const Context = createContext<PortalPaths>({});

/** Tells the components below where the pages are. */
export function PortalPathsProvider(props: {
  paths: PortalPaths;
  children: ReactNode;
}) {
  return (
    <Context.Provider value={props.paths}>{props.children}</Context.Provider>
  );
}

/** Where the pages are. */
export function usePortalPaths(): PortalPaths {
  return useContext(Context);
}

/** The page of one cluster below the page with all of them. */
export function clusterPath(fleet: string, cluster: ClusterKey): string {
  const base = fleet.replace(/\/$/, '');
  return `${base}/${encodeURIComponent(cluster.namespace)}/${encodeURIComponent(
    cluster.name,
  )}`;
}
