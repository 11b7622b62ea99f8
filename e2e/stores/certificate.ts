import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../conformance/tempFolder';
import { ServerCertificate } from './s3';

/** A certificate for an address that signs itself, so that nobody trusts it who wasn’t told to. */
export function selfSigned(
  host = '127.0.0.1',
): ServerCertificate & { readonly ca: string } {
  const folder = tempFolder();
  const cert = join(folder, 'cert.pem');
  const key = join(folder, 'key.pem');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-nodes', '-newkey', 'ec', '-days', '2'],
      ...['-pkeyopt', 'ec_paramgen_curve:prime256v1'],
      ...['-subj', '/CN=test', '-addext', `subjectAltName=IP:${host}`],
      ...['-keyout', key, '-out', cert],
    ],
    { stdio: 'pipe' },
  );
  return { cert, key, ca: readFileSync(cert, 'utf8') };
}
