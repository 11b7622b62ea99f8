import { test } from '@playwright/test';
import { mySqlContract } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/mysql/contract';
import { realTrio } from './realTrio';

test.describe('Real mysqlds, as the adapter shows them', () => {
  for (const { title, run } of mySqlContract) {
    test(title, async () => {
      const { trio, remove } = await realTrio();
      try {
        await run(trio);
      } finally {
        await remove();
      }
    });
  }
});
