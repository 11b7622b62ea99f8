import { CreateMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from '@playwright/test';
import { S3Store } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { startS3 } from './s3';

test('the parts that a killed process left in S3 are found and dropped, below the folder that is asked for', async () => {
  const server = await startS3();
  try {
    const { bucket, prefix, endpoint, accessKeyId, secretAccessKey } =
      server.access;
    const client = new S3Client({
      region: 'us-east-1',
      endpoint,
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
    });
    for (const folder of ['orders', 'others']) {
      await client.send(
        new CreateMultipartUploadCommand({
          Bucket: bucket,
          Key: `${prefix}/${folder}/data.tar.zst`,
        }),
      );
    }
    client.destroy();
    const store = new S3Store(server.access);
    expect(await store.dropUnfinished('orders/')).toBe(1);
    expect(await store.dropUnfinished('orders/')).toBe(0);
    expect(await store.dropUnfinished('')).toBe(1);
  } finally {
    await server.remove();
  }
});
