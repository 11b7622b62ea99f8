import { createApiFactory } from '@backstage/core-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { allClusters } from '../../dev/allClusters';
import { CannedMysqlHaApi } from '../../dev/CannedMysqlHaApi';
import { entities } from '../../dev/entities';
import {
  EntityMysqlContent,
  EntityMysqlOverviewCard,
  isMysqlClusterAvailable,
  mysqlHaApiRef,
  mysqlHaPlugin,
  MysqlPage,
} from '../legacy';

function show(element: JSX.Element, path: string) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [mysqlHaApiRef, new CannedMysqlHaApi(allClusters())],
        [permissionApiRef, new MockPermissionApi()],
      ]}
    >
      {element}
    </TestApiProvider>,
    { routeEntries: [path] },
  );
}

describe('the plugin in the old frontend system', () => {
  it('brings the client of its API', () => {
    const apis = [...mysqlHaPlugin.getApis()].map(each => each.api.id);
    expect(apis).toEqual([mysqlHaApiRef.id]);
    expect(
      createApiFactory(mysqlHaApiRef, new CannedMysqlHaApi([])),
    ).toBeTruthy();
  });

  it('has a page with all clusters and one for each of them', async () => {
    await show(
      <Routes>
        <Route path="/mysql/*" element={<MysqlPage />} />
      </Routes>,
      '/mysql',
    );
    expect(await screen.findByRole('heading', { name: 'MySQL' })).toBeVisible();
    expect(
      await screen.findByRole('rowheader', { name: 'shop/orders' }),
    ).toBeVisible();
  });

  it('shows the card and the content on an entity that has the annotation', async () => {
    const [resource] = entities;
    expect(isMysqlClusterAvailable(resource)).toBe(true);
    await show(
      <Routes>
        <Route path="/mysql/*" element={<MysqlPage />} />
        <Route
          path="/entity"
          element={
            <EntityProvider entity={resource}>
              <EntityMysqlOverviewCard />
              <EntityMysqlContent />
            </EntityProvider>
          }
        />
      </Routes>,
      '/entity',
    );
    await waitFor(() =>
      expect(
        screen.getAllByRole('region', { name: /shop\/orders/ }),
      ).toHaveLength(2),
    );
    expect(
      await screen.findByRole('region', { name: 'Topology' }),
    ).toBeVisible();
  });
});
