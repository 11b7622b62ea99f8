import { defineConfig } from '@playwright/test';

/** Tests against real servers, one project for each kind. */
export default defineConfig({
  testDir: __dirname,
  outputDir: '../test-results',
  forbidOnly: true,
  retries: 0,
  workers: 1,
  reporter: [['list']],
  projects: [
    {
      // What real mysqlds do: the facts that the engine's design stands on.
      name: 'conformance',
      testDir: './conformance',
      timeout: 60_000,
    },
    {
      // The adapters on the cluster that KUBECONFIG names.
      name: 'contract',
      testDir: './contract',
      timeout: 60_000,
    },
    {
      // Whole clusters under a real operator, on the Kubernetes that KUBECONFIG names.
      name: 'cluster',
      testDir: './cluster',
      timeout: 300_000,
    },
  ],
});
