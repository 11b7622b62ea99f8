import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { accessDirectory } from './access/access.ts';
import { certificateFiles } from './access/certificates.ts';
import type { Instance } from './instance.ts';
import { apiServerUrl, recordedAddresses } from './network/addresses.ts';

/**
 * Reads a path of the API server as the administrator. It takes a tenth of what starting kubectl takes, which counts
 * where one asks again and again.
 *
 * @returns the answer's body, or `undefined` when there is no answer, or one other than 200
 */
export async function ask(
  instance: Instance,
  path: string,
): Promise<string | undefined> {
  const addresses = recordedAddresses(instance);
  if (!addresses) return undefined;
  const directory = accessDirectory(instance);
  const own = certificateFiles(directory, 'admin');
  const options = {
    ca: readFileSync(certificateFiles(directory, 'ca').certificate),
    cert: readFileSync(own.certificate),
    key: readFileSync(own.key),
    timeout: 5000,
    agent: false as const,
  };
  return new Promise(resolve => {
    const asked = request(
      new URL(path, apiServerUrl(addresses)),
      options,
      response => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () =>
          resolve(response.statusCode === 200 ? body : undefined),
        );
        response.on('error', () => resolve(undefined));
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(undefined));
    asked.end();
  });
}
