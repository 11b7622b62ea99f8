import { expect, test } from '@playwright/test';
import { ClusterPage } from './ClusterPage';
import { DevApp } from './DevApp';

const cluster = 'shop/orders';

test.describe('An app on the old frontend system', () => {
  let app: DevApp;
  const errors: Error[] = [];

  test.beforeAll(async () => {
    // Not the port of any portal of these tests.
    app = await DevApp.start({ entrypoint: 'dev/legacy', port: 7109 });
  });
  test.afterAll(() => app?.stop());

  test.beforeEach(({ page }) => {
    errors.length = 0;
    page.on('pageerror', error => errors.push(error));
  });
  test.afterEach(() => expect(errors).toEqual([]));

  test('has the page of all clusters, and from there one for each', async ({
    page,
  }) => {
    await page.goto(`${app.url}/mysql`);
    await expect(
      page.getByRole('heading', { name: 'MySQL', level: 1 }),
    ).toBeVisible();
    await expect(
      page.getByRole('row').filter({ hasText: cluster }),
    ).toContainText('Healthy');
    await page.getByRole('link', { name: cluster }).click();
    const shown = new ClusterPage(page, cluster);
    await expect(shown.headline).toHaveText('Healthy');
    await expect(shown.instances).toHaveCount(3);
    await page.getByRole('link', { name: 'All MySQL clusters' }).click();
    await expect(page).toHaveURL(/\/mysql\/?$/);
  });

  test('has the card on an entity’s overview and the tab with everything', async ({
    page,
  }) => {
    await page.goto(`${app.url}/catalog/default/resource/orders`);
    const shown = new ClusterPage(page, cluster);
    await expect(shown.overview).toContainText('Writes commit on orders-0.');
    await expect(shown.overview).toContainText('the last good one 5 h ago');
    await page.getByRole('tab', { name: 'MySQL' }).click();
    for (const title of [
      'Topology',
      'Replication lag',
      'Instances',
      'Backups',
      'Connect',
      'Events',
    ]) {
      await expect(shown.card(title)).toBeVisible();
    }
    await expect(
      shown.card('Connect').getByText('orders-app').first(),
    ).toBeVisible();
    await shown.actions.click();
    await page.getByRole('menuitem', { name: 'Scale instances…' }).click();
    await expect(
      page.getByRole('dialog', { name: `Scale ${cluster}` }),
    ).toBeVisible();
  });
});
