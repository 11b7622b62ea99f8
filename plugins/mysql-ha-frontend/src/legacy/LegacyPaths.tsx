import { useRouteRef } from '@backstage/core-plugin-api';
import { ReactNode, useMemo } from 'react';
import { PortalPathsProvider } from '../routing';
import {
  catalogEntityRouteRef,
  fleetLinkRouteRef,
  templatesRouteRef,
} from './routes';

/** The paths as the old frontend system resolves them. */
export function LegacyPaths(props: { children: ReactNode }) {
  const fleet = useRouteRef(fleetLinkRouteRef);
  const templates = useRouteRef(templatesRouteRef);
  const entity = useRouteRef(catalogEntityRouteRef);
  const paths = useMemo(
    () => ({ fleet: fleet?.(), create: templates?.(), entity }),
    [fleet, templates, entity],
  );
  return (
    <PortalPathsProvider paths={paths}>{props.children}</PortalPathsProvider>
  );
}
