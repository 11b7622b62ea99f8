/** The stores of the matrix of backups, on this machine, as pods reach them. */
import type { StoreAccess } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { startAzurite } from '../stores/azurite';
import { selfSigned } from '../stores/certificate';
import { startS3 } from '../stores/s3';
import { hostOfNodes } from './hostOfNodes';

/** A store that runs. */
export interface MatrixStore {
  /** Of its location. */
  readonly name: string;
  /** For the report. */
  readonly title: string;
  readonly access: StoreAccess;
  remove(): Promise<void>;
}

/** Starts all of them. */
export function startMatrixStores(): Promise<MatrixStore[]> {
  return Promise.all([plainS3(), s3OverTls(), azure()]);
}

async function plainS3(): Promise<MatrixStore> {
  const { access, remove } = await startS3(undefined, hostOfNodes());
  return { name: 's3', title: 'S3, path style', access, remove };
}

async function s3OverTls(): Promise<MatrixStore> {
  const host = hostOfNodes();
  const certificate = selfSigned(host);
  const { access, remove } = await startS3(certificate, host);
  return {
    name: 's3-tls',
    title: 'S3 over TLS, authority of one’s own',
    access: { ...access, ca: certificate.ca },
    remove,
  };
}

async function azure(): Promise<MatrixStore> {
  const { access, remove } = await startAzurite(undefined, hostOfNodes());
  return { name: 'azure', title: 'Azure Blob (Azurite)', access, remove };
}
