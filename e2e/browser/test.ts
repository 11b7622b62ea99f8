import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import {
  expect,
  test as base,
  type BrowserContextOptions,
} from '@playwright/test';
import { createAdapter } from '../contract/createAdapter';
import { ApiAnswers } from './ApiAnswers';
import { PortalProcess } from './PortalProcess';

/** Not the port of `npm start`, beside which the tests may run. */
const PORT = 7107;

interface PerWorker {
  /** Where the portal is: `MYSQLHA_PORTAL_URL`, else one that these tests start. */
  readonly portalUrl: string;
  /** The Kubernetes on which the portal works, as kubectl sees it. */
  readonly kubernetes: RealKubernetes;
  /** What the browser keeps of somebody who has entered as a guest. */
  readonly session: BrowserContextOptions['storageState'];
}

interface PerTest {
  /** All that the portal has told this test's pages. */
  readonly answers: ApiAnswers;
}

/** A test in a browser whose user has signed in, on a portal with an operator in it. */
export const test = base.extend<PerTest, PerWorker>({
  portalUrl: [
    async ({}, use) => {
      const given = process.env.MYSQLHA_PORTAL_URL;
      if (given) {
        await use(given);
        return;
      }
      const portal = await PortalProcess.start({
        kubeconfig: process.env.KUBECONFIG ?? '',
        port: PORT,
      });
      await use(portal.url);
      await portal.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  kubernetes: [
    async ({}, use) => {
      const kubernetes = createAdapter();
      await kubernetes.start();
      await use(kubernetes);
      await kubernetes.stop();
    },
    { scope: 'worker' },
  ],
  session: [
    async ({ browser, portalUrl }, use) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(portalUrl);
      await page.getByRole('button', { name: 'Enter' }).click();
      await expect(page.getByRole('link', { name: 'MySQL' })).toBeVisible();
      const session = await context.storageState();
      await context.close();
      await use(session);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: ({ portalUrl }, use) => use(portalUrl),
  storageState: ({ session }, use) => use(session),
  answers: async ({ context }, use) => {
    const answers = ApiAnswers.of(context);
    await use(answers);
  },
});

export { expect };
