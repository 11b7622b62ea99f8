/** A real S3 server: `startS3()` gives one with a bucket. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { S3Access } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { freePorts } from '../conformance/freePorts';
import { tempFolder } from '../conformance/tempFolder';
import { ServerProcess } from './ServerProcess';

/** A running server. */
export interface S3Server {
  readonly access: S3Access;
  readonly endpoint: string;
  /** Where its buckets are, as folders. */
  readonly folder: string;
  /** Starts it again, on the same port and objects. */
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** A certificate with its key, as files. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * Starts one with the bucket `backups`.
 * @param host - the address at which it listens
 */
export async function startS3(
  tls?: ServerCertificate,
  host = '127.0.0.1',
): Promise<S3Server> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('one was asked for');
  const root = tempFolder();
  const folder = join(root, 'buckets');
  const accounts = join(root, 'accounts');
  mkdirSync(join(folder, 'backups'), { recursive: true });
  mkdirSync(accounts);
  const endpoint = `${tls ? 'https' : 'http'}://${host}:${port}`;
  const access: S3Access = {
    kind: 's3',
    bucket: 'backups',
    prefix: 'team',
    endpoint,
    forcePathStyle: true,
    accessKeyId: 'tester',
    secretAccessKey: 'tester-secret',
  };
  let server: ServerProcess | undefined;
  const start = async () => {
    server = await ServerProcess.start(
      [
        s3Program(),
        `--port=${host}:${port}`,
        `--iam-dir=${accounts}`,
        '--quiet',
        ...(tls ? [`--cert=${tls.cert}`, `--key=${tls.key}`] : []),
        'posix',
        // File systems in memory have no extended attributes.
        `--sidecar=${join(root, 'attributes')}`,
        folder,
      ],
      port,
      {
        ROOT_ACCESS_KEY_ID: access.accessKeyId,
        ROOT_SECRET_ACCESS_KEY: access.secretAccessKey,
      },
      host,
    );
  };
  mkdirSync(join(root, 'attributes'));
  await start();
  return {
    access,
    endpoint,
    folder,
    start,
    stop: async () => server?.end(),
    remove: async () => {
      await server?.end();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** `VERSITYGW`, else the one that an earlier run of the stage built. */
export function s3Program(): string {
  if (process.env.VERSITYGW) return process.env.VERSITYGW;
  const built = resolve(__dirname, '../../.local/built');
  const found = (existsSync(built) ? readdirSync(built) : [])
    .filter(name => /^versitygw-[0-9a-f]{12}$/.test(name))
    .map(name => join(built, name, 'versitygw'))[0];
  if (!found)
    throw new Error(
      `no S3 server in ${built}: run \`npm run test:stores\`, which builds it, or set VERSITYGW to its program`,
    );
  return found;
}
