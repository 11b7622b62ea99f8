import { resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';

const IMAGES = resolve(__dirname, '../../docs/images');
const WIDTH = 1200;

async function still(page: Page) {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
}

const fileOf = (name: string) => resolve(IMAGES, `${name}.png`);

/** Takes a picture of the window at this height, once nothing moves any more. */
export async function picture(page: Page, name: string, height = 900) {
  await page.setViewportSize({ width: WIDTH, height });
  await still(page);
  await page.screenshot({ path: fileOf(name), animations: 'disabled' });
}

/** Takes a picture of one part of the page. */
export async function pictureOf(part: Locator, name: string) {
  await still(part.page());
  await part.screenshot({ path: fileOf(name), animations: 'disabled' });
}

/**
 * Does the same in the light and in the dark; the name of the second one ends with `-dark`.
 * The portal draws its pages anew in between, so what was open in them is closed.
 *
 * @param ready - waits until the page shows what is to be seen
 */
export async function inBothThemes(
  page: Page,
  name: string,
  ready: () => Promise<void>,
  take: (name: string) => Promise<void>,
) {
  await ready();
  await take(name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('[data-theme-mode=dark]').first().waitFor();
  await ready();
  await take(`${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('[data-theme-mode=light]').first().waitFor();
  await ready();
}
