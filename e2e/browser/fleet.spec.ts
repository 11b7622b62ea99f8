import { randomBytes } from 'node:crypto';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { ClusterPage } from './ClusterPage';
import { cutOff } from './cutOff';
import { deny } from './denied';
import { overflow } from './overflow';
import { expect, test } from './test';

const namespace = `browser-${randomBytes(3).toString('hex')}`;
const asleep = `${namespace}/invoices`;
/** The cluster that the component in examples/shop.yaml names. */
const used = 'shop/orders';

test.describe('Clusters that kubectl made', () => {
  let made: DatabaseUnderTest | undefined;

  test.beforeAll(async ({ kubernetes }) => {
    const there = kubernetes.getCluster('shop', 'orders') !== undefined;
    for (const each of [namespace, ...(there ? [] : ['shop'])]) {
      await kubernetes.apply(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: each } },
        { fieldManager: 'e2e' },
      );
    }
    await new DatabaseUnderTest(kubernetes, namespace, 'invoices').apply({
      topology: 'Single',
      instances: 1,
      hibernate: true,
    });
    if (there) return;
    made = new DatabaseUnderTest(kubernetes, 'shop', 'orders');
    await made.apply({
      topology: 'Single',
      instances: 1,
      deletionPolicy: 'Delete',
    });
    await made.untilHealthy();
  });
  test.afterAll(async ({ kubernetes }) => {
    await made?.delete();
    await kubernetes.delete({
      apiVersion: 'v1',
      kind: 'Namespace',
      name: namespace,
    });
  });

  test('are found by search and by status on the page of all clusters', async ({
    page,
  }) => {
    await page.goto('/mysql');
    const row = (name: string) =>
      page.getByRole('row').filter({ hasText: name });
    await expect(row(asleep)).toContainText('Hibernated');
    await expect(row(used)).toContainText('Healthy');
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('invoices');
    await expect(row(used)).toHaveCount(0);
    await expect(row(asleep)).toBeVisible();
    await search.fill('nothing has this name');
    await page.getByRole('button', { name: 'Clear search and filter' }).click();
    await page
      .getByRole('group', { name: 'Counts' })
      .getByRole('button', { name: /Healthy$/ })
      .click();
    await expect(row(used)).toBeVisible();
    await expect(row(asleep)).toHaveCount(0);
    await page.getByRole('link', { name: used }).click();
    await new ClusterPage(page, used).untilHealthy(30);
  });

  test('are shown on the page of the component that uses them', async ({
    page,
  }) => {
    await page.goto('/catalog/default/component/orders-api');
    await new ClusterPage(page, used).untilHealthy(30);
    await page.goto('/catalog/default/component/orders-api/mysql');
    await expect(
      new ClusterPage(page, used)
        .card('Connect')
        .getByText('orders-app')
        .first(),
    ).toBeVisible();
  });

  test('stay readable in the dark', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`/mysql/${used}`);
    const shown = new ClusterPage(page, used);
    await shown.untilHealthy(30);
    await expect(page.locator('[data-theme-mode=dark]').first()).toBeVisible();
    const brightness = (property: 'color' | 'backgroundColor') =>
      shown.overview.evaluate((element, name) => {
        const [red, green, blue] = (
          getComputedStyle(element)[name].match(/[\d.]+/g) ?? []
        ).map(Number);
        return (red + green + blue) / 3;
      }, property);
    expect(await brightness('backgroundColor')).toBeLessThan(80);
    expect(await brightness('color')).toBeGreaterThan(170);
  });

  test('fit into a narrow window', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    for (const path of ['/mysql', `/mysql/${used}`]) {
      await page.goto(path);
      await expect(page.getByText('Healthy').first()).toBeVisible();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }
  });

  for (const width of [1440, 1200, 1024, 768]) {
    test(`have no column cut off in a window of ${width} pixels`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 800 });
      for (const path of ['/mysql', `/mysql/${used}`]) {
        await page.goto(path);
        await expect(page.getByRole('columnheader').first()).toBeVisible();
        await expect
          .poll(() => cutOff(page), { message: `cut off at ${path}` })
          .toEqual([]);
      }
    });
  }

  test('are operated with the keyboard alone', async ({ page }) => {
    await page.goto(`/mysql/${asleep}`);
    const { actions } = new ClusterPage(page, asleep);
    await expect(actions).toBeEnabled();
    await expect(async () => {
      await page.keyboard.press('Tab');
      await expect(actions).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0], timeout: 30_000 });
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: 'Pause…' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('dialog', { name: `Pause ${asleep}` }),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(actions).toBeFocused();
  });

  test('say which permission an action needs that a person lacks', async ({
    page,
  }) => {
    await deny(page, 'mysql-ha.cluster.delete', 'mysql-ha.cluster.credentials');
    await page.goto(`/mysql/${used}`);
    const shown = new ClusterPage(page, used);
    await expect(shown.card('Connect')).toContainText(
      'You may not see how to connect',
    );
    await shown.actions.click();
    await page.getByRole('menuitem', { name: /^Delete…/ }).click();
    await expect(
      page.getByRole('dialog', { name: 'You may not do this' }),
    ).toContainText('It needs the permission mysql-ha.cluster.delete');
  });
});
