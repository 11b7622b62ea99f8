// This is an app, and apps bring the style sheet of Backstage UI.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createApiFactory } from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/dev-utils';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
  EntityLayout,
  EntitySwitch,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { RiDatabase2Line } from '@remixicon/react';
import {
  EntityMysqlContent,
  EntityMysqlOverviewCard,
  isMysqlClusterAvailable,
  mysqlHaApiRef,
  mysqlHaPlugin,
  MysqlPage,
} from '../src/legacy';
import { allClusters } from './allClusters';
import { CannedMysqlHaApi } from './CannedMysqlHaApi';
import { entities } from './entities';

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

createDevApp()
  .registerPlugin(mysqlHaPlugin, catalogPlugin)
  .registerApi(
    createApiFactory(mysqlHaApiRef, new CannedMysqlHaApi(allClusters())),
  )
  .registerApi(
    createApiFactory(catalogApiRef, new InMemoryCatalogClient({ entities })),
  )
  .addPage({
    path: '/mysql',
    title: 'MySQL',
    icon: () => <RiDatabase2Line />,
    element: <MysqlPage />,
  })
  .addPage({
    path: '/catalog',
    title: 'Catalog',
    element: <CatalogIndexPage />,
  })
  .addPage({
    path: '/catalog/:namespace/:kind/:name',
    element: <CatalogEntityPage />,
    children: entityPage,
  })
  .render();
