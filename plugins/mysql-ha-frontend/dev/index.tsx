import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import mysqlHaPlugin, { mysqlHaApiRef } from '../src';
import { allClusters } from './allClusters';
import { allowAll } from './allowAll';
import { CannedMysqlHaApi } from './CannedMysqlHaApi';
import { entities } from './entities';

const cannedClusters = createFrontendModule({
  pluginId: 'mysql-ha',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: mysqlHaApiRef,
          deps: {},
          factory: () => new CannedMysqlHaApi(allClusters()),
        }),
    }),
  ],
});

const cannedCatalog = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: catalogApiRef,
          deps: {},
          factory: () => new InMemoryCatalogClient({ entities }),
        }),
    }),
  ],
});

const allowed = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.make({
      name: 'permission',
      params: define =>
        define({ api: permissionApiRef, deps: {}, factory: () => allowAll }),
    }),
  ],
});

createDevApp({
  features: [
    catalogPlugin,
    mysqlHaPlugin,
    cannedClusters,
    cannedCatalog,
    allowed,
  ],
});
