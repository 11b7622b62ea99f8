import { expect, test } from '@playwright/test';
import { ClusterPage } from './ClusterPage';
import { DevApp } from './DevApp';
import { inBothThemes, picture, pictureOf } from './picture';

// Not a test of anything: SCREENSHOTS=1 renews the pictures of the documentation. They are of the plugin's own app over
// canned clusters, as a fortnight of nightly backups takes a fortnight.
test.describe('Pictures of backups', () => {
  test.skip(!process.env.SCREENSHOTS, 'only with SCREENSHOTS=1');
  test.setTimeout(600_000);
  let app: DevApp;

  test.beforeAll(async () => {
    app = await DevApp.start({ entrypoint: 'dev/index', port: 7110 });
  });
  test.afterAll(() => app?.stop());

  test('the card, also before the first one and while one runs', async ({
    page,
  }) => {
    for (const [name, image, words] of [
      ['orders', 'backups', 'any second of the last 11 d'],
      ['checkout', 'backups-running', 'the moment of 1 backup'],
      ['sessions', 'backups-empty', 'Nothing is backed up'],
    ]) {
      await page.goto(`${app.url}/mysql/shop/${name}`);
      const card = new ClusterPage(page, `shop/${name}`).card('Backups');
      await inBothThemes(
        page,
        image,
        () => expect(card.getByText(words).first()).toBeVisible(),
        taken => pictureOf(card, taken),
      );
    }
  });

  test('the dialogs', async ({ page }) => {
    const card = new ClusterPage(page, 'shop/orders').card('Backups');
    await page.goto(`${app.url}/mysql/shop/orders`);
    await card.getByRole('button', { name: 'Back up now' }).click();
    await expect(
      page.getByRole('dialog', { name: 'Back up shop/orders' }),
    ).toBeVisible();
    await picture(page, 'dialog-backup');
    await page.keyboard.press('Escape');

    await card.getByRole('button', { name: 'Restore…' }).click();
    const restore = page.getByRole('dialog', { name: 'Restore shop/orders' });
    const slider = restore.getByRole('slider', { name: 'Moment to restore' });
    await slider.press('PageDown');
    await slider.press('PageDown');
    await expect(restore.getByText('kind: MySQLRestore')).toBeVisible();
    await expect(
      restore.getByText(/^The newest transaction up to it/),
    ).toBeVisible();
    await picture(page, 'dialog-restore', 1_000);
    await page.keyboard.press('Escape');

    await card
      .getByRole('button', { name: /^Actions on nightly/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const remove = page.getByRole('dialog', { name: /^Delete nightly/ });
    await remove.getByText('The entry and its data').click();
    await expect(remove.getByText(/deleted for good/)).toBeVisible();
    await picture(page, 'dialog-delete-backup');
  });
});
