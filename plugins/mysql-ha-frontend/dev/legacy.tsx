// This is an app, and apps bring the style sheet of Backstage UI.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/app-defaults';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  AlertDisplay,
  Sidebar,
  SidebarItem,
  SidebarPage,
} from '@backstage/core-components';
import { createApiFactory } from '@backstage/core-plugin-api';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
  EntityLayout,
  EntitySwitch,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { RiDatabase2Line, RiStackLine } from '@remixicon/react';
import ReactDOM from 'react-dom/client';
import { Route } from 'react-router-dom';
import {
  EntityMysqlContent,
  EntityMysqlOverviewCard,
  isMysqlClusterAvailable,
  mysqlHaApiRef,
  mysqlHaPlugin,
  MysqlPage,
} from '../src/legacy';
import { allClusters } from './allClusters';
import { allowAll } from './allowAll';
import { CannedMysqlHaApi } from './CannedMysqlHaApi';
import { entities } from './entities';

/** The plugin in an app on the old frontend system, mounted as the README says. */
const app = createApp({
  plugins: [mysqlHaPlugin, catalogPlugin],
  apis: [
    createApiFactory(mysqlHaApiRef, new CannedMysqlHaApi(allClusters())),
    createApiFactory(catalogApiRef, new InMemoryCatalogClient({ entities })),
    createApiFactory(permissionApiRef, allowAll),
  ],
});

const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <EntitySwitch>
        <EntitySwitch.Case if={isMysqlClusterAvailable}>
          <EntityMysqlOverviewCard />
        </EntitySwitch.Case>
      </EntitySwitch>
    </EntityLayout.Route>
    <EntityLayout.Route
      path="/mysql"
      title="MySQL"
      if={isMysqlClusterAvailable}
    >
      <EntityMysqlContent />
    </EntityLayout.Route>
  </EntityLayout>
);

const Root = app.createRoot(
  <>
    <AlertDisplay />
    <AppRouter>
      <SidebarPage>
        <Sidebar>
          <SidebarItem
            icon={() => <RiDatabase2Line />}
            to="mysql"
            text="MySQL"
          />
          <SidebarItem
            icon={() => <RiStackLine />}
            to="catalog"
            text="Catalog"
          />
        </Sidebar>
        <FlatRoutes>
          <Route path="/mysql" element={<MysqlPage />} />
          <Route path="/catalog" element={<CatalogIndexPage />} />
          <Route
            path="/catalog/:namespace/:kind/:name"
            element={<CatalogEntityPage />}
          >
            {entityPage}
          </Route>
        </FlatRoutes>
      </SidebarPage>
    </AppRouter>
  </>,
);

const container = document.getElementById('root');
if (!container) {
  throw new Error('the page has no element with the id "root"');
}
ReactDOM.createRoot(container).render(<Root />);
