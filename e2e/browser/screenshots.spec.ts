import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { ClusterPage } from './ClusterPage';
import { picture, inBothThemes } from './picture';
import { createAndFollow } from './taskPage';
import { fillInTemplate } from './templateForm';
import { expect, test } from './test';

const orders = {
  name: 'orders',
  namespace: 'shop',
  description: 'What was ordered, by whom, and whether it was paid',
};

// Not a test of anything: SCREENSHOTS=1 renews the pictures of the documentation.
test.describe.serial('Pictures of what is healthy', () => {
  test.skip(!process.env.SCREENSHOTS, 'only with SCREENSHOTS=1');

  test.beforeAll(async ({ kubernetes }) => {
    for (const namespace of ['billing', 'web']) {
      await kubernetes.apply(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
        { fieldManager: 'e2e' },
      );
    }
    await new DatabaseUnderTest(kubernetes, 'billing', 'invoices').apply({
      topology: 'Single',
      instances: 1,
      hibernate: true,
    });
    await new DatabaseUnderTest(kubernetes, 'web', 'sessions').apply({
      topology: 'Async',
      instances: 2,
    });
  });

  test('the template and its task', async ({ page }) => {
    await page.goto('/create');
    await expect(page.getByText('Highly available MySQL')).toBeVisible();
    await picture(page, 'templates', 700);
    await fillInTemplate(page, orders, async step => {
      if (step === 'purpose') await picture(page, 'template');
      if (step === 'safety') await picture(page, 'template-safety');
    });
    await picture(page, 'template-review');
    await createAndFollow(page, 300);
    await picture(page, 'task', 1500);
  });

  test('the overview of the entity', async ({ page }) => {
    await page.goto('/catalog/shop/resource/orders');
    const shown = new ClusterPage(page, 'shop/orders');
    const ready = () => shown.untilHealthy(120);
    await inBothThemes(page, 'entity', ready, name =>
      picture(page, name, 1000),
    );
  });

  test('the cluster’s own page', async ({ page }) => {
    await page.goto('/catalog/shop/resource/orders/mysql');
    const shown = new ClusterPage(page, 'shop/orders');
    const ready = async () => {
      await shown.untilHealthy(120);
      await expect(shown.instances).toHaveCount(3);
      await expect(
        shown.card('Connect').getByText('orders-app').first(),
      ).toBeVisible();
    };
    await inBothThemes(page, 'cluster', ready, name =>
      picture(page, name, 1020),
    );
    await picture(page, 'cluster-whole', 2700);
  });

  test('the dialogs of what is wished for', async ({ page }) => {
    const shown = new ClusterPage(page, 'shop/orders');
    for (const [item, title, name] of [
      ['Scale instances…', 'Scale', 'dialog-scale'],
      ['Grow storage…', 'Grow the storage of', 'dialog-grow'],
      ['Delete…', 'Delete', 'dialog-delete'],
    ]) {
      await page.goto('/mysql/shop/orders');
      await shown.actions.click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect(
        page.getByRole('dialog', { name: `${title} shop/orders` }),
      ).toBeVisible();
      await picture(page, name);
    }
  });

  test('all clusters, and the component that uses one', async ({ page }) => {
    await page.goto('/mysql');
    const ready = () =>
      expect(
        page.getByRole('rowheader', { name: 'shop/orders' }),
      ).toBeVisible();
    await inBothThemes(page, 'fleet', ready, name => picture(page, name, 600));
    await page.goto('/catalog/default/component/orders-api');
    await new ClusterPage(page, 'shop/orders').untilHealthy(60);
    // The cards of the catalog beside ours load by themselves.
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    await picture(page, 'component', 1100);
  });
});
