/** Azurite on loopback: `startAzurite()` gives one with a container. */
import { rmSync } from 'node:fs';
import {
  ContainerClient,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { AzureAccess } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { freePorts } from '../conformance/freePorts';
import { tempFolder } from '../conformance/tempFolder';
import { ServerProcess } from './ServerProcess';

/** A running server. */
export interface Azurite {
  readonly access: AzureAccess;
  remove(): Promise<void>;
}

/** Starts one with the container `backups`. */
export async function startAzurite(): Promise<Azurite> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('one was asked for');
  const folder = tempFolder();
  const accountName = 'tester';
  const accountKey = Buffer.from('a key of this test alone').toString('base64');
  const server = await ServerProcess.start(
    [
      process.execPath,
      require.resolve('azurite/dist/src/blob/main.js'),
      ...['--blobHost', '127.0.0.1', '--blobPort', String(port)],
      ...['--location', folder, '--silent', '--loose'],
      // The client speaks a newer version of the protocol than Azurite knows, and needs nothing of it.
      ...['--skipApiVersionCheck', '--disableTelemetry'],
    ],
    port,
    { AZURITE_ACCOUNTS: `${accountName}:${accountKey}` },
  );
  const endpoint = `http://127.0.0.1:${port}/${accountName}`;
  await new ContainerClient(
    `${endpoint}/backups`,
    new StorageSharedKeyCredential(accountName, accountKey),
  ).create();
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
