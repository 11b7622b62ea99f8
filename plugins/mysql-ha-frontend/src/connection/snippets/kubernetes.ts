import type { Target } from './Target';

const VARIABLES: ReadonlyArray<readonly [string, string]> = [
  ['MYSQL_HOST', 'host'],
  ['MYSQL_PORT', 'port'],
  ['MYSQL_DATABASE', 'database'],
  ['MYSQL_USER', 'username'],
  ['MYSQL_PASSWORD', 'password'],
];

/** Environment of a container, from the Secret. The other snippets read these variables. */
export function kubernetes({ connection }: Target): string {
  const fromSecret = VARIABLES.map(
    ([name, key]) => `  - name: ${name}
    valueFrom:
      secretKeyRef: {name: ${connection.secretName}, key: ${key}}`,
  );
  return `env:
${fromSecret.join('\n')}
  - name: MYSQL_REPLICAS_HOST
    value: ${connection.replicasHost}
`;
}
