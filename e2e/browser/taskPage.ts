import { expect, type Page } from '@playwright/test';

/** Sends the reviewed form off and follows the task until it ends well. */
export async function createAndFollow(page: Page, seconds: number) {
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL(/\/create\/tasks\//);
  const cluster = page.getByRole('link', { name: 'Open the cluster' });
  const failure = page.getByRole('alert');
  await expect(cluster.or(failure).first()).toBeVisible({
    timeout: seconds * 1000,
  });
  await expect(failure).toHaveCount(0);
  await expect(cluster).toBeVisible();
}
