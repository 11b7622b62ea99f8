import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.ts';

/** Ten years: a cluster on a developer's machine lives shorter. */
const days = '3650';

/** A certificate to be signed by the cluster's own authority. */
export interface CertificateRequest {
  readonly file: string;
  /** The user's name. */
  readonly commonName: string;
  /** The user's group. */
  readonly organization?: string;
  /** What a server is reached as, in openssl's words: `DNS:…` or `IP:…`. */
  readonly names?: readonly string[];
}

/** Where a certificate and its key are. */
export function certificateFiles(
  directory: string,
  file: string,
): { certificate: string; key: string } {
  return {
    certificate: join(directory, `${file}.crt`),
    key: join(directory, `${file}.key`),
  };
}

/** Makes the authority, the key that signs service accounts' tokens, and the certificates; what is there stays. */
export async function makeCertificates(
  directory: string,
  requests: readonly CertificateRequest[],
): Promise<void> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const authority = certificateFiles(directory, 'ca');
  if (!existsSync(authority.certificate)) {
    await run('openssl', [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        days,
      ],
      ...[
        '-keyout',
        authority.key,
        '-out',
        authority.certificate,
        '-subj',
        '/CN=local-cluster',
      ],
      ...['-addext', 'keyUsage=critical,digitalSignature,keyCertSign'],
    ]);
  }
  const tokens = join(directory, 'service-accounts.key');
  if (!existsSync(tokens))
    await run('openssl', ['genrsa', '-out', tokens, '2048']);
  await Promise.all(
    requests.map(request => makeCertificate(directory, request)),
  );
}

async function makeCertificate(
  directory: string,
  request: CertificateRequest,
): Promise<void> {
  const authority = certificateFiles(directory, 'ca');
  const { certificate, key } = certificateFiles(directory, request.file);
  if (existsSync(certificate)) return;
  const subject = `${
    request.organization ? `/O=${request.organization}` : ''
  }/CN=${request.commonName}`;
  const usage = request.names ? 'serverAuth' : 'clientAuth';
  await run('openssl', [
    ...[
      'req',
      '-x509',
      '-CA',
      authority.certificate,
      '-CAkey',
      authority.key,
      '-newkey',
      'ec',
    ],
    ...[
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      days,
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    ...[
      '-subj',
      subject,
      '-addext',
      'basicConstraints=critical,CA:FALSE',
      '-addext',
      `extendedKeyUsage=${usage}`,
    ],
    ...(request.names
      ? ['-addext', `subjectAltName=${request.names.join(',')}`]
      : []),
  ]);
}
