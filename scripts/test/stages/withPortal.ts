import { rmSync } from 'node:fs';
import { portalUrl, startPortal, withPort } from '../../portal/portal.ts';
import { buildUserInterface } from '../../workspace/userInterface.ts';
import { ensureChromium } from '../chromium.ts';
import { reportPath } from '../reportPath.ts';
import type { Surroundings } from './playwright.ts';

/** Not the port of `npm start`, beside which the tests may run. */
const port = 7407;

/** For the tests of the pages: a portal with an operator on the tests' own cluster, and a browser. */
export const withPortal: Surroundings = async ({ kubeconfig }, work) => {
  const chromium = await ensureChromium();
  await buildUserInterface();
  const state = reportPath('portal');
  rmSync(state, { recursive: true, force: true });
  return withPort(port, 'MYSQLHA_PORTAL_PORT', async () => {
    const portal = startPortal({
      kubeconfig,
      port,
      state,
      log: reportPath('portal.log'),
    });
    try {
      await portal.ready();
      return await work({
        MYSQLHA_PORTAL_URL: portalUrl(port),
        CHROMIUM: chromium,
      });
    } finally {
      await portal.stop();
    }
  });
};
