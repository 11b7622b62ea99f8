import { test } from '@playwright/test';
import {
  ObjectStore,
  openStore,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { objectStoreContract } from '@mysql-ha/backstage-plugin-mysql-ha-agent/src/stores/contract';
import { startAzurite } from './azurite';
import { startS3 } from './s3';

for (const [name, start] of [
  ['S3', startS3],
  ['Azure Blob', startAzurite],
] as const) {
  test.describe(`A store in ${name}`, () => {
    let store: ObjectStore;
    let remove: () => Promise<void>;

    test.beforeAll(async () => {
      const server = await start();
      remove = server.remove;
      store = openStore(server.access);
    });

    test.afterAll(async () => {
      store?.close();
      await remove?.();
    });

    objectStoreContract.forEach(({ title, run }, index) => {
      test(title, async () => {
        await run(store, `case-${index}/`);
      });
    });
  });
}
