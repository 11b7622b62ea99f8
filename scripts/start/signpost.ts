import type { Target } from '../kubernetes/Target.ts';
import { sample } from '../sample/sampleCluster.ts';

/** What a person needs to go on, once everything is up. */
export function signpost(
  url: string,
  target: Target,
  withSample: boolean,
): string {
  const { namespace, name } = sample;
  const sampleRow: [string, string] = [
    'Sample',
    `${url}/catalog/${namespace}/resource/${name}`,
  ];
  const rows: [string, string][] = [
    ['Portal', `${url}  (choose “Enter”)`],
    ...(withSample ? [sampleRow] : []),
    ['kubectl', kubectlLine(target)],
    [
      'mysql',
      `npm run mysql -- ${
        withSample ? `${namespace}/${name}` : 'NAMESPACE/NAME'
      }`,
    ],
    [
      'Stop',
      target.embedded
        ? 'Ctrl-C stops the portal; the cluster runs on until "npm run local:down"'
        : 'Ctrl-C stops the portal; MySQL runs on in your cluster',
    ],
  ];
  return rows.map(([what, text]) => `  ${what.padEnd(9)}${text}`).join('\n');
}

function kubectlLine({ embedded }: Target): string {
  const command = 'get mysqlclusters --all-namespaces';
  return embedded ? `npm run kubectl -- ${command}` : `kubectl ${command}`;
}

/** What stays after the portal was stopped. */
export function farewell({ embedded }: Target): string {
  return embedded
    ? 'The portal is stopped. The cluster runs on: "npm run local:down" stops it, "npm start" takes it up again.'
    : 'The portal is stopped. MySQL runs on in your cluster; without an operator nobody takes over when an instance fails: "npm run operator" runs one.';
}

/** What stays after a start was broken off. */
export function abandoned({ embedded }: Target): string {
  const kept =
    'Stopped. What was finished is kept, and "npm start" goes on from there';
  return embedded
    ? `${kept}; "npm run local:down" stops the cluster.`
    : `${kept}.`;
}
