import type { Page } from '@playwright/test';
import { z } from 'zod';

const answer = z.looseObject({
  status: z.looseObject({ phase: z.string().optional() }),
});

/**
 * Lets the page stay with the first answer in which a cluster is in a phase: a failover is over before anybody could
 * look at it.
 * @returns what lets it go on
 */
export async function holdPhase(
  page: Page,
  cluster: string,
  phase: string,
): Promise<() => Promise<void>> {
  let held: string | undefined;
  const path = `**/api/mysql-ha/v1/clusters/${cluster}`;
  await page.route(path, async route => {
    if (held !== undefined) {
      await route.fulfill({ body: held, contentType: 'application/json' });
      return;
    }
    const response = await route.fetch();
    const body = await response.text();
    const { success, data } = answer.safeParse(JSON.parse(body));
    if (success && data.status.phase === phase) held = body;
    await route.fulfill({ response, body });
  });
  return () => page.unroute(path);
}
