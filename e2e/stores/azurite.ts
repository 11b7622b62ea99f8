/** A real Azurite: `startAzurite()` gives one with a container. */
import { rmSync } from 'node:fs';
import { Agent } from 'node:https';
import {
  ContainerClient,
  StorageSharedKeyCredential,
  newPipeline,
} from '@azure/storage-blob';
import { AzureAccess } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { freePorts } from '../conformance/freePorts';
import { tempFolder } from '../conformance/tempFolder';
import { ServerProcess } from './ServerProcess';
import type { ServerCertificate } from './s3';

/** A running server. */
export interface Azurite {
  readonly access: AzureAccess;
  remove(): Promise<void>;
}

/**
 * Starts one with the container `backups`.
 * @param host - the address at which it listens
 */
export async function startAzurite(
  tls?: ServerCertificate & { readonly ca: string },
  host = '127.0.0.1',
): Promise<Azurite> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('one was asked for');
  const folder = tempFolder();
  const accountName = 'tester';
  const accountKey = Buffer.from('a key of this test alone').toString('base64');
  const server = await ServerProcess.start(
    [
      process.execPath,
      require.resolve('azurite/dist/src/blob/main.js'),
      ...['--blobHost', host, '--blobPort', String(port)],
      ...(tls ? ['--cert', tls.cert, '--key', tls.key] : []),
      ...['--location', folder, '--silent', '--loose'],
      // The client speaks a newer version of the protocol than Azurite knows, and needs nothing of it.
      ...['--skipApiVersionCheck', '--disableTelemetry'],
    ],
    port,
    { AZURITE_ACCOUNTS: `${accountName}:${accountKey}` },
    host,
  );
  const endpoint = `${tls ? 'https' : 'http'}://${host}:${port}/${accountName}`;
  await createContainer(
    `${endpoint}/backups`,
    accountName,
    accountKey,
    tls?.ca,
  );
  return {
    access: {
      kind: 'azure',
      container: 'backups',
      prefix: 'team',
      endpoint,
      accountName,
      accountKey,
    },
    remove: async () => {
      await server.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function createContainer(
  url: string,
  accountName: string,
  accountKey: string,
  ca: string | undefined,
): Promise<void> {
  const made = newPipeline(
    new StorageSharedKeyCredential(accountName, accountKey),
  );
  const agent = ca === undefined ? undefined : new Agent({ ca });
  made.factories.unshift({
    create: next => ({
      sendRequest: request =>
        next.sendRequest(agent ? Object.assign(request, { agent }) : request),
    }),
  });
  await new ContainerClient(url, made).create();
}
