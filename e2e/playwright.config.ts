import { defineConfig } from '@playwright/test';

/**
 * Tests against real servers, one project for each kind. A limit of time is here to give up
 * on what hangs, and never what a test judges by: a busy machine with a slow disk must pass too.
 */
export default defineConfig({
  testDir: __dirname,
  outputDir: '../test-results',
  forbidOnly: true,
  retries: 0,
  workers: 1,
  reporter: [['list']],
  projects: [
    {
      // The object stores, against a real S3 server and Azurite.
      name: 'stores',
      testDir: './stores',
      timeout: 180_000,
    },
    {
      // The backup agent, on real mysqlds without Kubernetes.
      name: 'backup',
      testDir: './backup',
      timeout: 900_000,
    },
    {
      // What real mysqlds do: the facts that the engine's design stands on.
      name: 'conformance',
      testDir: './conformance',
      timeout: 180_000,
    },
    {
      // The adapters on the cluster that KUBECONFIG names.
      name: 'contract',
      testDir: './contract',
      timeout: 180_000,
    },
    {
      // Whole clusters under a real operator, on the Kubernetes that KUBECONFIG names.
      name: 'cluster',
      testDir: './cluster',
      timeout: 900_000,
    },
    {
      // What the rounds of chaos judge by; it needs nothing.
      name: 'ledger',
      testDir: './chaos',
      timeout: 30_000,
    },
    {
      // The portal's pages in a real Chromium, on the Kubernetes that KUBECONFIG names.
      name: 'browser',
      testDir: './browser',
      timeout: 900_000,
      expect: { timeout: 90_000 },
      use: {
        actionTimeout: 90_000,
        viewport: { width: 1200, height: 900 },
        launchOptions: {
          executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
          args: [
            // Chromium's sandbox refuses to run as root, as which the local cluster needs to run.
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
        // A machine without a graphics card draws each frame of a moving picture by hand.
        contextOptions: { reducedMotion: 'reduce' },
        screenshot: 'only-on-failure',
      },
    },
  ],
});
