/** What a person is told when a store refuses. */
import { createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import {
  AzureStore,
  S3Store,
  StoreError,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { type Azurite, startAzurite } from './azurite';
import { selfSigned } from './certificate';
import { forbidDeleting } from './forbidDeleting';
import { freePorts } from '../conformance/freePorts';
import { type S3Server, startS3 } from './s3';

let s3: S3Server;
let azurite: Azurite;

test.beforeAll(async () => {
  [s3, azurite] = await Promise.all([startS3(), startAzurite()]);
});

test.afterAll(async () => {
  await Promise.all([s3?.remove(), azurite?.remove()]);
});

async function refusal(asked: Promise<unknown>): Promise<StoreError> {
  const thrown = await asked.then(
    () => new Error('it was granted'),
    error => error,
  );
  if (thrown instanceof StoreError) return thrown;
  throw thrown;
}

const write = (store: S3Store | AzureStore) =>
  refusal(store.put('probe', Buffer.from('x')));

test('wrong keys are named as such, with the keys that the Secret needs', async () => {
  const seen = await Promise.all([
    write(new S3Store({ ...s3.access, accessKeyId: 'nobody' })),
    write(new S3Store({ ...s3.access, secretAccessKey: 'wrong' })),
    write(
      new AzureStore({
        ...azurite.access,
        accountKey: Buffer.from('wrong').toString('base64'),
      }),
    ),
  ]);
  for (const { failure, message } of seen) {
    expect(failure).toBe('keys');
    expect(message).toMatch(/does not know these keys.*`secretRef`/);
    expect(message).toContain('backups');
  }
  expect(JSON.stringify(seen.map(({ message }) => message))).not.toContain(
    'tester-secret',
  );
});

test('a bucket or container that does not exist is named, for writing, reading and looking', async () => {
  const bucket = new S3Store({ ...s3.access, bucket: 'nowhere' });
  const container = new AzureStore({ ...azurite.access, container: 'nowhere' });
  for (const store of [bucket, container]) {
    for (const asked of [
      () => store.put('a', Buffer.from('x')),
      () => store.get('a'),
      () => store.find('a'),
    ]) {
      const { failure, message } = await refusal(asked());
      expect(message).toMatch(/"nowhere" at http.* does not exist.*Create it/);
      expect(failure).toBe('container');
    }
  }
});

test('keys that may write but not delete are told so', async () => {
  const store = new S3Store(await forbidDeleting(s3));
  await store.put('kept', Buffer.from('x'));
  const { failure, message } = await refusal(store.remove(['kept']));
  expect(message).toMatch(/does not let these keys delete/);
  expect(failure).toBe('permission');
});

test('a store that nobody listens for is unreachable', async () => {
  const [port] = await freePorts(1);
  const endpoint = `http://127.0.0.1:${port}`;
  for (const store of [
    new S3Store({ ...s3.access, endpoint }, 300),
    new AzureStore({ ...azurite.access, endpoint: `${endpoint}/tester` }, 300),
  ]) {
    const { failure, message } = await write(store);
    expect(message).toContain(`at ${endpoint}`);
    expect(failure).toBe('unreachable');
  }
});

test('a store that closes each connection is unreachable', async () => {
  const server = createServer(socket => socket.destroy());
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('a TCP server without a port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  const { failure } = await write(new S3Store({ ...s3.access, endpoint }, 300));
  server.close();
  expect(failure).toBe('unreachable');
});

for (const [name, start] of [
  [
    'S3',
    async () => {
      const certificate = selfSigned();
      const { access, remove } = await startS3(certificate);
      const open = (ca?: string) => new S3Store({ ...access, ca }, 0);
      return { open, remove, ca: certificate.ca };
    },
  ],
  [
    'Azure Blob',
    async () => {
      const certificate = selfSigned();
      const { access, remove } = await startAzurite(certificate);
      const open = (ca?: string) => new AzureStore({ ...access, ca }, 0);
      return { open, remove, ca: certificate.ca };
    },
  ],
] as const) {
  test(`a certificate of one’s own is refused without its authority by ${name}’s client, and accepted with it`, async () => {
    const { open, remove, ca } = await start();
    try {
      const { failure, message } = await write(open());
      expect(message).toMatch(/nobody here trusts.*`caSecretRef`/);
      expect(failure).toBe('certificate');
      const store = open(ca);
      await store.put('probe', Buffer.from('x'));
      expect(await buffer(await store.get('probe'))).toHaveLength(1);
    } finally {
      await remove();
    }
  });
}
