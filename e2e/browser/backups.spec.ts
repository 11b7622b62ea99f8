import { randomBytes } from 'node:crypto';
import { S3Store } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { BackupsUnderTest } from '../cluster/BackupsUnderTest';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { hostOfNodes } from '../cluster/hostOfNodes';
import { keysIn } from '../stores/keysIn';
import { type S3Server, startS3 } from '../stores/s3';
import { ClusterPage } from './ClusterPage';
import { expect, test } from './test';

// Names that nobody else has.
const namespace = `browser-backups-${randomBytes(3).toString('hex')}`;
const name = 'orders';
const cluster = `${namespace}/${name}`;

/** Slow disks take their time; a deadline is for giving up. */
const PATIENT = { timeout: 180_000 };

test.describe.serial('Backups in the portal, into a real S3', () => {
  let s3: S3Server;
  let orders: DatabaseUnderTest;
  let backups: BackupsUnderTest;
  let store: S3Store;

  test.beforeAll(async ({ kubernetes }) => {
    s3 = await startS3(undefined, hostOfNodes());
    store = new S3Store(s3.access);
    orders = new DatabaseUnderTest(kubernetes, namespace, name);
    backups = new BackupsUnderTest(kubernetes, namespace);
    await kubernetes.apply(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      { fieldManager: 'e2e' },
    );
    await orders.apply({
      topology: 'Single',
      instances: 1,
      backup: { locationName: 'store', archiveBinlogs: false },
    });
    await backups.location('store', s3.access);
  });
  test.afterAll(async ({ kubernetes }) => {
    await kubernetes.delete({
      apiVersion: 'v1',
      kind: 'Namespace',
      name: namespace,
    });
    store?.close();
    await s3?.remove();
  });

  /** What lies in the bucket, but for the traces of proofs. */
  async function stored(): Promise<string[]> {
    const found = await keysIn(store);
    return found.filter(key => !key.startsWith('.mysqlha-probe'));
  }

  test('are made at a button, and the open page follows to the end', async ({
    page,
    answers,
  }) => {
    await orders.untilHealthy(240);
    await page.goto(`/mysql/${cluster}`);
    const shown = new ClusterPage(page, cluster);
    const card = shown.card('Backups');
    await expect(
      card.getByRole('heading', { name: 'Nothing is backed up' }),
    ).toBeVisible();
    const places = card.getByRole('region', { name: 'Where they lie' });
    await expect(places.getByRole('listitem')).toContainText(
      'Reachable',
      PATIENT,
    );
    await page.evaluate(() =>
      document.body.setAttribute('data-opened', 'once'),
    );

    await card.getByRole('button', { name: 'Back up now' }).click();
    const dialog = page.getByRole('dialog', { name: `Back up ${cluster}` });
    await dialog.getByText('Logical', { exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('by-hand');
    await dialog.getByRole('button', { name: 'Back up' }).click();
    const row = card
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: /^by-hand/ }) });
    await expect(row).toContainText('by guest');
    await expect(row).toContainText('Succeeded', PATIENT);
    await expect(row).toContainText(/\d (B|KiB|MiB)/);
    await expect(
      card.getByText('the moment of 1 backup', { exact: true }),
    ).toBeVisible();
    await expect(shown.overview).toContainText(
      /the last good one \d+ (s|min) ago · no backup is scheduled/,
    );
    // A reload would have taken the mark away.
    await expect(page.locator('body')).toHaveAttribute('data-opened', 'once');
    const told = [await page.content(), ...(await answers.texts())];
    const { secretAccessKey } = s3.access;
    expect(told.filter(text => text.includes(secretAccessKey))).toEqual([]);
  });

  test('are restored by a dialog that shows what would be created', async ({
    page,
  }) => {
    await page.goto(`/mysql/${cluster}`);
    const card = new ClusterPage(page, cluster).card('Backups');
    await card.getByRole('button', { name: 'Restore…' }).click();
    const dialog = page.getByRole('dialog', { name: `Restore ${cluster}` });
    await expect(dialog.getByText('kind: MySQLRestore')).toBeVisible();
    await expect(dialog.getByText('backupName: by-hand')).toBeVisible();
    const target = dialog.getByRole('textbox', {
      name: 'Name of the new cluster',
    });
    await target.fill(name);
    await expect(dialog.getByRole('alert')).toContainText(
      `There is a MySQL cluster ${cluster} already`,
    );
    const restore = dialog.getByRole('button', { name: 'Restore' });
    await expect(restore).toBeDisabled();
    await target.fill('orders-2');
    await expect(restore).toBeEnabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toHaveCount(0);
  });

  test('go with their data when the name is typed into the dialog', async ({
    page,
  }) => {
    expect(await stored()).not.toEqual([]);
    await page.goto(`/mysql/${cluster}`);
    const card = new ClusterPage(page, cluster).card('Backups');
    await card.getByRole('button', { name: 'Actions on by-hand' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete by-hand' });
    await dialog.getByText('The entry and its data').click();
    await expect(dialog).toContainText('This is the last good backup');
    await dialog
      .getByRole('textbox', { name: 'Type by-hand to confirm' })
      .fill('by-hand');
    await dialog.getByRole('button', { name: 'Delete with its data' }).click();
    await expect(
      card.getByRole('heading', { name: 'Nothing is backed up' }),
    ).toBeVisible(PATIENT);
    expect(await stored()).toEqual([]);
  });
});
