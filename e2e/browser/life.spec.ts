import { randomBytes } from 'node:crypto';
import type { RowDataPacket } from 'mysql2/promise';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { until } from '../cluster/until';
import { ClusterPage } from './ClusterPage';
import { createAndFollow } from './taskPage';
import { fillInTemplate } from './templateForm';
import { expect, test } from './test';

// Names that nobody else has.
const namespace = `browser-${randomBytes(3).toString('hex')}`;
const name = 'orders';
const cluster = `${namespace}/${name}`;
const wishes = { name, namespace, description: 'What was ordered, by whom' };
const instances = [0, 1, 2].map(ordinal => `${name}-${ordinal}`);

test.describe.serial('A database in the portal', () => {
  let orders: DatabaseUnderTest;

  test.beforeAll(({ kubernetes }) => {
    orders = new DatabaseUnderTest(kubernetes, namespace, name);
  });
  test.afterAll(({ kubernetes }) =>
    kubernetes.delete({ apiVersion: 'v1', kind: 'Namespace', name: namespace }),
  );

  test.afterEach(async ({ page, answers }) => {
    const { password } = await orders.login();
    if (!password) return;
    const told = [await page.content(), ...(await answers.texts())];
    expect(told.filter(text => text.includes(password))).toEqual([]);
  });

  test('is made by a template, and its page says when it is healthy', async ({
    page,
  }) => {
    await fillInTemplate(page, wishes);
    await createAndFollow(page, 150);
    await page.getByRole('link', { name: 'Open the cluster' }).click();
    const shown = new ClusterPage(page, cluster);
    await shown.untilHealthy(60);
    expect(orders.status).toMatchObject({ phase: 'Healthy', ready: '3/3' });
  });

  test('shows its instances, their lag, how to connect, and what happened', async ({
    page,
  }) => {
    await page.goto(`/catalog/${namespace}/resource/${name}/mysql`);
    const shown = new ClusterPage(page, cluster);
    await expect(shown.instances).toHaveCount(3);
    expect(await shown.primary()).toBe(`${name}-0`);
    for (const replica of instances.slice(1)) {
      await expect(
        shown.instances.filter({
          hasText: `${replica} replicates from ${name}-0, counts for a commit, lag`,
        }),
      ).toHaveCount(1);
      await expect(
        shown
          .card('Replication lag')
          .getByRole('listitem')
          .filter({ hasText: replica }),
      ).toHaveText(/\d s$/);
    }
    await expect(shown.card('Instances').getByRole('row')).toHaveCount(4);
    const connect = shown.card('Connect');
    await expect(
      connect.getByText(`${name}-primary.${namespace}.svc`).first(),
    ).toBeVisible();
    await expect(connect.getByText(`${name}-app`).first()).toBeVisible();
    await expect(
      shown.card('Events').getByText(`${name}-0`).first(),
    ).toBeVisible();
  });

  test('takes a client’s write at one Service and gives it back at the other', async () => {
    const writer = await orders.connect('primary');
    await writer.query('CREATE TABLE parcel (id INT PRIMARY KEY, text TEXT)');
    await writer.query("INSERT INTO parcel VALUES (1, 'on its way')");
    await writer.end();
    const reader = await orders.connect('replicas');
    const row = await until(
      'a replica has the row',
      async () => {
        const [rows] = await reader
          .query<RowDataPacket[]>('SELECT text, @@hostname AS host FROM parcel')
          .catch(() => [[]]);
        return rows.at(0);
      },
      { seconds: 10 },
    );
    await reader.end();
    expect(row.text).toBe('on its way');
    expect(row.host).not.toBe(`${name}-0`);
  });

  test('shows the new primary on the open page when mysqld is killed', async ({
    page,
  }, testInfo) => {
    await page.goto(`/catalog/${namespace}/resource/${name}/mysql`);
    const shown = new ClusterPage(page, cluster);
    const before = await shown.primary();
    await page.evaluate(() =>
      document.body.setAttribute('data-opened', 'once'),
    );
    orders.signal(before, 'SIGKILL');
    const killed = performance.now();
    const successor = shown.instances.filter({
      hasText: new RegExp(`^(?!${before} ).* is the primary: Healthy`),
    });
    await expect(successor).toHaveCount(1);
    testInfo.annotations.push({
      type: 'new primary on the page after',
      description: `${Math.round(performance.now() - killed)} ms`,
    });
    await expect(shown.overview).toContainText('Failover');
    await shown.untilHealthy(120);
    await expect(shown.instances).toHaveCount(3);
    // A reload would have taken the mark away.
    await expect(page.locator('body')).toHaveAttribute('data-opened', 'once');
    expect(await shown.primary()).not.toBe(before);
    expect(orders.status.primary).toBe(await shown.primary());
  });

  test('hands the primary over at a button, after its plan was seen', async ({
    page,
  }) => {
    await page.goto(`/catalog/${namespace}/resource/${name}/mysql`);
    const shown = new ClusterPage(page, cluster);
    await shown.untilHealthy(60);
    const before = await shown.primary();
    await page.evaluate(() =>
      document.body.setAttribute('data-opened', 'once'),
    );
    const dialog = await shown.openOperation('Switch over');
    await expect(
      dialog.getByRole('region', { name: 'What will happen' }),
    ).toContainText(`Make ${before} read-only.`);
    expect(orders.status.primary).toBe(before);
    await dialog.getByRole('button', { name: 'Switch over' }).click();
    await expect(dialog.getByRole('status')).toContainText('Done');
    await expect(
      dialog.getByRole('list', { name: 'Steps' }).getByRole('listitem').first(),
    ).toContainText(/\d m?s$/);
    await page.keyboard.press('Escape');
    await shown.untilHealthy(60);
    expect(await shown.primary()).not.toBe(before);
    await expect(
      shown.card('Incidents').getByRole('listitem').first(),
    ).toContainText(`Switchover`);
    await expect(
      shown.card('Operations').getByRole('listitem').first(),
    ).toContainText(/Switchover\s*Done/);
    // A reload would have taken the mark away.
    await expect(page.locator('body')).toHaveAttribute('data-opened', 'once');
  });

  test('closes a replica to everybody and opens it again, from its row', async ({
    page,
  }) => {
    await page.goto(`/mysql/${cluster}`);
    const shown = new ClusterPage(page, cluster);
    await shown.untilHealthy(60);
    const primary = await shown.primary();
    const replica = instances.find(each => each !== primary) ?? '';
    const row = shown
      .card('Instances')
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: replica }) });
    const fence = await shown.openOperation('Fence', replica);
    await fence.getByRole('textbox', { name: /^Reason/ }).fill('its disk');
    await fence
      .getByRole('textbox', { name: `Type ${name} to confirm` })
      .fill(name);
    await fence.getByRole('button', { name: 'Fence' }).click();
    await expect(fence.getByRole('status')).toContainText('Done');
    await page.keyboard.press('Escape');
    await expect(row).toContainText('Fenced');
    const unfence = await shown.openOperation('Unfence', replica);
    await unfence.getByRole('button', { name: 'Unfence' }).click();
    await expect(unfence.getByRole('status')).toContainText('Done');
    await page.keyboard.press('Escape');
    await shown.untilHealthy(60);
    await expect(row).toContainText('Healthy');
  });

  test('says what a forced failover would cost, and does nothing yet', async ({
    page,
  }) => {
    await page.goto(`/mysql/${cluster}`);
    const shown = new ClusterPage(page, cluster);
    const before = orders.status.primary;
    const dialog = await shown.openOperation('Fail over');
    await dialog.getByText(/^Accept that/).click();
    await expect(
      dialog
        .getByText(/acknowledged transactions? (is known that )?would be lost/)
        .or(dialog.getByRole('alert')),
    ).toBeVisible();
    await expect(
      dialog.getByRole('button', { name: 'Fail over' }),
    ).toBeDisabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(orders.status.primary).toBe(before);
  });

  test('changes nothing when the template is filled in again the same way', async ({
    page,
  }) => {
    const before = await orders.pods();
    const { generation } = orders.cluster?.metadata ?? {};
    await fillInTemplate(page, wishes);
    await createAndFollow(page, 60);
    // The log draws only the lines in view; its search goes to the one that is asked for.
    await page.getByPlaceholder('Search').fill('as wanted');
    await expect(page.getByText('as wanted').first()).toBeVisible();
    expect(await orders.pods()).toEqual(before);
    expect(orders.cluster?.metadata.generation).toBe(generation);
  });

  test('goes from page and catalog when its name is typed into the dialog', async ({
    page,
  }) => {
    await page.goto(`/mysql/${cluster}`);
    const shown = new ClusterPage(page, cluster);
    await shown.actions.click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: `Delete ${cluster}` });
    const submit = dialog.getByRole('button', { name: 'Delete' });
    const field = dialog.getByRole('textbox', {
      name: `Type ${name} to confirm`,
    });
    await field.fill('order');
    await expect(submit).toBeDisabled();
    await field.fill(name);
    await submit.click();
    await expect(page.getByText(`There is no cluster ${cluster}`)).toBeVisible({
      timeout: 60_000,
    });
    await page.goto('/mysql');
    await expect(
      page.getByRole('status').filter({ hasText: 'Loading' }),
    ).toHaveCount(0);
    await expect(page.getByRole('rowheader', { name: cluster })).toHaveCount(0);
    // The page of an entity is read once, so it is opened until the catalog has heard.
    await expect(async () => {
      await page.goto(`/catalog/${namespace}/resource/${name}`);
      await expect(page.getByText(/not found/i).first()).toBeVisible({
        timeout: 5_000,
      });
    }).toPass({ timeout: 60_000 });
    await until('no pod is left', async () => !(await orders.pods()).size, {
      seconds: 60,
    });
  });
});
