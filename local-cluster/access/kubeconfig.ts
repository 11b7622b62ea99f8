import { readFileSync, writeFileSync } from 'node:fs';
import { certificateFiles } from './certificates.ts';

/**
 * Writes a kubeconfig that holds all it needs, so that it can be copied.
 *
 * @param user - the certificate's file name
 */
export function writeKubeconfig(
  path: string,
  server: string,
  certificates: string,
  user: string,
): void {
  const base64 = (file: string) => readFileSync(file).toString('base64');
  const own = certificateFiles(certificates, user);
  const name = 'mysql-ha-local';
  writeFileSync(
    path,
    `apiVersion: v1
kind: Config
clusters:
  - name: ${name}
    cluster:
      server: ${server}
      certificate-authority-data: ${base64(
        certificateFiles(certificates, 'ca').certificate,
      )}
users:
  - name: ${user}
    user:
      client-certificate-data: ${base64(own.certificate)}
      client-key-data: ${base64(own.key)}
contexts:
  - name: ${name}
    context:
      cluster: ${name}
      user: ${user}
current-context: ${name}
`,
    { mode: 0o600 },
  );
}
