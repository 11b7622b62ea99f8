import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { AlertDisplay } from '@backstage/core-components';
import { createApiFactory } from '@backstage/core-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { allClusters } from '../../dev/allClusters';
import { allowAll } from '../../dev/allowAll';
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

  it('says that an action was accepted', async () => {
    const app = createApp({
      plugins: [mysqlHaPlugin],
      apis: [
        createApiFactory(mysqlHaApiRef, new CannedMysqlHaApi(allClusters())),
        createApiFactory(permissionApiRef, allowAll),
      ],
      configLoader: async () => [
        {
          context: 'test',
          data: {
            app: { baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ],
    });
    const Root = app.createRoot(
      <>
        <AlertDisplay />
        <AppRouter>
          <FlatRoutes>
            <Route path="/mysql" element={<MysqlPage />} />
          </FlatRoutes>
        </AppRouter>
      </>,
    );
    window.history.replaceState({}, '', '/mysql/shop/orders');
    const user = userEvent.setup();
    render(<Root />);
    await user.click(await screen.findByRole('button', { name: 'Actions' }));
    await user.click(await screen.findByRole('menuitem', { name: /Pause/ }));
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('shop/orders is paused.')).toBeVisible();
  });
});
