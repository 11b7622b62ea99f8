import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { allClusters } from '../../dev/allClusters';
import { CannedMysqlHaApi } from '../../dev/CannedMysqlHaApi';
import { degraded, healthy, hibernated } from '../../dev/clusters';
import { mysqlHaApiRef } from '../api';
import { PortalPathsProvider } from '../routing';
import { FleetPage } from './FleetPage';

function show(clusters: readonly ClusterView[]) {
  renderInTestApp(
    <PortalPathsProvider paths={{ fleet: '/mysql', create: '/create' }}>
      <FleetPage />
    </PortalPathsProvider>,
    { apis: [[mysqlHaApiRef, new CannedMysqlHaApi(clusters)]] },
  );
}

const names = async () =>
  (await screen.findAllByRole('rowheader')).map(each => each.textContent);

describe('FleetPage', () => {
  it('lists what needs a person first, each with a link to its page', async () => {
    show(allClusters());
    expect(await names()).toEqual([
      'billing/ledger',
      'shop/checkout',
      'billing/invoices',
      'shop/payments',
      'shop/fresh',
      'bi/archive',
      'shop/catalog',
      'shop/orders',
      'shop/sessions',
    ]);
    expect(screen.getByRole('link', { name: 'shop/orders' })).toHaveAttribute(
      'href',
      '/mysql/shop/orders',
    );
    const row = screen.getByRole('row', { name: /shop\/orders/ });
    expect(
      within(row)
        .getAllByRole('gridcell')
        .map(each => each.textContent),
    ).toEqual([
      'Healthy',
      'Semi-sync',
      '3/3',
      'orders-0',
      '0.2 s',
      '9.7.4',
      'shop-team',
      '12 d',
    ]);
  });

  it('finds a cluster by any word a person would think of, and filters by count', async () => {
    const user = userEvent.setup();
    show([healthy(), degraded(), hibernated()]);
    const search = await screen.findByRole('searchbox', { name: 'Search' });
    await user.click(search);
    await user.paste('billing lag');
    expect(
      screen.getByText('No cluster matches.', { exact: false }),
    ).toBeVisible();
    await user.clear(search);
    await user.paste('BILLING degraded');
    expect(await names()).toEqual(['billing/invoices']);
    expect(screen.getByText('1 of 3 clusters')).toBeVisible();

    await user.clear(search);
    const count = screen.getByRole('button', { name: '1 Hibernated' });
    await user.click(count);
    expect(count).toHaveAttribute('aria-pressed', 'true');
    expect(await names()).toEqual(['bi/archive']);
  });

  it('leads to the templates while there is no cluster', async () => {
    show([]);
    expect(
      await screen.findByRole('heading', {
        name: 'There is no MySQL cluster yet',
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Create a database' }),
    ).toHaveAttribute('href', '/create');
  });
});
