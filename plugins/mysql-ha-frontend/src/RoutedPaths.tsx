import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useMemo } from 'react';
import { PortalPathsProvider } from './routing';
import {
  catalogEntityRouteRef,
  fleetRouteRef,
  templatesRouteRef,
} from './routes';

/** The paths as the new frontend system resolves them. */
export function RoutedPaths(props: { children: ReactNode }) {
  const fleet = useRouteRef(fleetRouteRef);
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
