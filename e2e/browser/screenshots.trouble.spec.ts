import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { ClusterPage } from './ClusterPage';
import { holdPhase } from './heldPhase';
import { inBothThemes, picture, pictureOf } from './picture';
import { expect, test } from './test';

const cluster = 'shop/orders';

/** The instances beside the primary. */
async function replicasOf(shown: ClusterPage): Promise<readonly string[]> {
  const primary = await shown.primary();
  return [0, 1, 2].map(each => `orders-${each}`).filter(n => n !== primary);
}

// After screenshots.spec.ts, whose cluster this one hurts.
test.describe.serial('Pictures of what is not', () => {
  test.skip(!process.env.SCREENSHOTS, 'only with SCREENSHOTS=1');

  let orders: DatabaseUnderTest;
  test.beforeAll(({ kubernetes }) => {
    orders = new DatabaseUnderTest(kubernetes, 'shop', 'orders');
  });
  test.beforeEach(async ({ page }) => {
    await page.goto(`/mysql/${cluster}`);
    await new ClusterPage(page, cluster).untilHealthy(120);
  });

  test('a switchover by button', async ({ page }) => {
    const shown = new ClusterPage(page, cluster);
    const dialog = await shown.openOperation('Switch over');
    await expect(
      dialog.getByRole('region', { name: 'What will happen' }),
    ).toBeVisible();
    await picture(page, 'dialog-switchover');
    await dialog.getByRole('button', { name: 'Switch over' }).click();
    await expect(dialog.getByRole('status')).toContainText('Done');
    await picture(page, 'dialog-switchover-done');
  });

  test('a primary that was killed', async ({ page }) => {
    const shown = new ClusterPage(page, cluster);
    const primary = await shown.primary();
    await page.setViewportSize({ width: 1200, height: 1000 });
    const letGo = await holdPhase(page, cluster, 'FailingOver');
    orders.signal(primary, 'SIGKILL');
    const ready = () => expect(shown.headline).toHaveText('Failing over');
    await inBothThemes(page, 'failing-over', ready, name =>
      picture(page, name, 1000),
    );
    await letGo();
    await page.reload();
    await shown.untilHealthy(120);
    await page.setViewportSize({ width: 1200, height: 1400 });
    const incidents = shown.card('Incidents');
    await inBothThemes(
      page,
      'incidents',
      () => expect(incidents).toContainText('Failover'),
      name => pictureOf(incidents, name),
    );
    await pictureOf(shown.card('Operations'), 'operations');
  });

  test('a replica that hangs', async ({ page }) => {
    const shown = new ClusterPage(page, cluster);
    const [replica] = await replicasOf(shown);
    orders.signal(replica, 'SIGSTOP');
    try {
      const ready = () => expect(shown.headline).toHaveText('Degraded');
      await inBothThemes(page, 'degraded', ready, name =>
        picture(page, name, 1000),
      );
    } finally {
      orders.signal(replica, 'SIGCONT');
    }
  });

  test('too few members for a failover, and what forcing one would lose', async ({
    page,
  }) => {
    const shown = new ClusterPage(page, cluster);
    const primary = await shown.primary();
    const [replica] = await replicasOf(shown);
    const frozen = [replica, primary];
    for (const each of frozen) orders.signal(each, 'SIGSTOP');
    try {
      await expect(shown.headline).toHaveText('Waiting for you');
      await picture(page, 'waiting', 1000);
      const dialog = await shown.openOperation('Fail over');
      await dialog.getByText(/^Accept that/).click();
      await expect(
        dialog.getByText(/would be lost/).or(dialog.getByRole('alert')),
      ).toBeVisible();
      await picture(page, 'dialog-failover', 1000);
    } finally {
      for (const each of frozen) orders.signal(each, 'SIGCONT');
    }
  });

  test('a page that may not be seen, and one that can’t be read again', async ({
    page,
  }) => {
    await page.route('**/api/mysql-ha/**', route => route.abort());
    await page.evaluate(() =>
      document.dispatchEvent(new Event('visibilitychange')),
    );
    await expect(page.getByText(/^Last read/)).toBeVisible();
    await picture(page, 'stale', 1000);
    await page.unrouteAll();
    await page.route(`**/api/mysql-ha/v1/clusters/${cluster}`, route =>
      route.fulfill({
        status: 403,
        json: {
          error: {
            name: 'NotAllowedError',
            message: `You may not read MySQL cluster ${cluster}.`,
          },
        },
      }),
    );
    await page.goto(`/mysql/${cluster}`);
    await expect(page.getByRole('alert')).toBeVisible();
    await picture(page, 'forbidden', 500);
  });
});
