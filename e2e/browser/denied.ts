import type { Page } from '@playwright/test';
import { z } from 'zod';

const question = z.object({
  items: z.array(
    z.looseObject({ permission: z.looseObject({ name: z.string() }) }),
  ),
});
const verdict = z.object({
  items: z.array(
    z.looseObject({ result: z.union([z.string(), z.array(z.string())]) }),
  ),
});

/** Lets the portal's policy deny these permissions, as the pages hear of it. */
export async function deny(page: Page, ...permissions: readonly string[]) {
  await page.route('**/api/permission/authorize', async route => {
    const asked = question.parse(route.request().postDataJSON()).items;
    const response = await route.fetch();
    const { items } = verdict.parse(await response.json());
    await route.fulfill({
      response,
      json: {
        items: items.map((item, index) =>
          permissions.includes(asked[index].permission.name)
            ? {
                ...item,
                result: Array.isArray(item.result)
                  ? item.result.map(() => 'DENY')
                  : 'DENY',
              }
            : item,
        ),
      },
    });
  });
}
