import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortalProcess } from './PortalProcess';
import { expect, test } from './test';

/** A kubeconfig of a server that is not there: port 1 is nobody's. */
const NOWHERE = `apiVersion: v1
kind: Config
clusters: [{name: nowhere, cluster: {server: 'https://127.0.0.1:1'}}]
users: [{name: nobody, user: {token: none}}]
contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
current-context: nowhere
`;

test.describe('A portal whose Kubernetes is away', () => {
  // Not the port of any other portal of these tests.
  const port = 7108;
  const folder = mkdtempSync(join(tmpdir(), 'mysql-ha-nowhere-'));
  let portal: PortalProcess;

  test.use({ storageState: undefined });
  test.beforeAll(async () => {
    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, NOWHERE);
    portal = await PortalProcess.start({ kubeconfig, port });
  });
  test.afterAll(async () => {
    await portal?.stop();
    rmSync(folder, { recursive: true });
  });

  test('starts all the same, and says what is away and what that means', async ({
    page,
  }) => {
    await page.goto(`${portal.url}/mysql`);
    await page.getByRole('button', { name: 'Enter' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The MySQL plugin gives no answer');
    await expect(alert).toContainText('127.0.0.1:1');
    await expect(alert).toContainText(
      'The databases themselves don’t depend on it',
    );
    await expect(
      alert.getByRole('button', { name: 'Try again' }),
    ).toBeVisible();
    // The rest of the portal goes on.
    await page.goto(`${portal.url}/catalog/default/component/orders-api`);
    await expect(
      page.getByRole('heading', { name: 'Orders API' }),
    ).toBeVisible();
    await expect(page.getByRole('alert')).toContainText(
      'The MySQL plugin gives no answer',
    );
  });
});

test('A person who may not see a cluster is told which permission is missing', async ({
  page,
}) => {
  await page.route('**/api/mysql-ha/v1/clusters/shop/orders', route =>
    route.fulfill({
      status: 403,
      json: {
        error: { name: 'NotAllowedError', message: 'You may not read this.' },
      },
    }),
  );
  await page.goto('/mysql/shop/orders');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('You may not see this');
  await expect(alert).toContainText('mysql-ha.cluster.read');
});

test('A person who asks for a cluster that is not there is told so', async ({
  page,
}) => {
  await page.goto('/mysql/shop/no-such-cluster');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('There is no cluster shop/no-such-cluster');
  await expect(alert).toContainText('misspelt');
});
