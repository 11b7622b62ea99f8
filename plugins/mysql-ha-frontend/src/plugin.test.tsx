import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { CannedMysqlHaApi } from '../dev/CannedMysqlHaApi';
import { allClusters } from '../dev/allClusters';
import { entities } from '../dev/entities';
import plugin, { mysqlHaApiRef } from '.';

const api = [mysqlHaApiRef, new CannedMysqlHaApi(allClusters())] as const;
const [resource, component, mistaken] = entities;

describe('the plugin in the new frontend system', () => {
  it('has a page with all clusters, which the navigation knows', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/mysql'],
      apis: [api],
    });
    expect(
      await screen.findByRole('link', { name: 'shop/orders' }),
    ).toHaveAttribute('href', '/mysql/shop/orders');
    expect(screen.getAllByText('MySQL').length).toBeGreaterThan(0);
  });

  it('has a page for a cluster that no entity names', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/mysql/bi/archive'],
      apis: [api],
    });
    expect(
      await screen.findByRole('heading', { name: 'Hibernated' }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'All MySQL clusters' }),
    ).toHaveAttribute('href', '/mysql');
  });

  it.each([
    ['the cluster’s own entity', resource],
    ['a component that uses it', component],
  ])('shows the overview card on %s', async (_, entity) => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity }),
        plugin.getExtension('entity-card:mysql-ha/overview'),
      ],
      apis: [api],
    });
    expect(
      await screen.findByRole('region', { name: /shop\/orders/ }),
    ).toBeVisible();
  });

  it('shows the tab’s content on an entity', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: resource }),
        plugin.getExtension('entity-content:mysql-ha'),
      ],
      apis: [api],
    });
    expect(
      await screen.findByRole('region', { name: 'Topology' }),
    ).toBeVisible();
  });

  it('explains an annotation that it doesn’t understand', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: mistaken }),
        plugin.getExtension('entity-card:mysql-ha/overview'),
      ],
      apis: [api],
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It must read namespace/name, for example shop/orders. It reads: orders',
    );
  });

  it('shows nothing on an entity without the annotation', async () => {
    const { annotations: _, ...metadata } = component.metadata;
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: { ...component, metadata } }),
        plugin.getExtension('entity-card:mysql-ha/overview'),
      ],
      apis: [api],
    });
    expect(screen.queryByRole('region')).not.toBeInTheDocument();
  });
});
