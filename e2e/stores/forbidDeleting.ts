import { execFileSync } from 'node:child_process';
import { S3Access } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { type S3Server, s3Program } from './s3';

/** Keys to the same bucket of an account that may do everything there but delete. */
export async function forbidDeleting(server: S3Server): Promise<S3Access> {
  const keys = { accessKeyId: 'writer', secretAccessKey: 'writer-secret' };
  execFileSync(
    s3Program(),
    [
      'admin',
      `--access=${server.access.accessKeyId}`,
      `--secret=${server.access.secretAccessKey}`,
      `--endpoint-url=${server.endpoint}`,
      'create-user',
      `--access=${keys.accessKeyId}`,
      `--secret=${keys.secretAccessKey}`,
      '--role=user',
    ],
    { stdio: 'pipe' },
  );
  const client = new S3Client({
    region: 'us-east-1',
    endpoint: server.endpoint,
    forcePathStyle: true,
    credentials: server.access,
  });
  await client.send(
    new PutBucketPolicyCommand({
      Bucket: server.access.bucket,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: [keys.accessKeyId] },
            Action: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
            Resource: [
              `arn:aws:s3:::${server.access.bucket}`,
              `arn:aws:s3:::${server.access.bucket}/*`,
            ],
          },
        ],
      }),
    }),
  );
  client.destroy();
  return { ...server.access, ...keys };
}
