/** A plain mysqld on each node with a volume of either class, and a Service before them. */
export function databasePod(replicas: number): object {
  const labels = { app: 'database' };
  const claim = (name: string, storageClassName: string) => ({
    metadata: { name },
    spec: {
      storageClassName,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    },
  });
  const script = `set -e
for name in static dynamic; do
  test -e /$name/made-once || { echo $name > /$name/made-once; }
done
test -d /dynamic/mysql || mysqld --no-defaults --initialize-insecure --datadir=/dynamic/mysql --secure-file-priv=
exec mysqld --no-defaults --datadir=/dynamic/mysql --secure-file-priv= --socket=/tmp/mysqld.sock --mysqlx=OFF \\
  --performance-schema=OFF --innodb-buffer-pool-size=32M`;
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'database' },
        spec: { selector: labels, ports: [{ port: 3306 }] },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'database' },
        spec: {
          replicas,
          serviceName: 'database',
          podManagementPolicy: 'Parallel',
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: {
              terminationGracePeriodSeconds: 10,
              securityContext: {
                runAsUser: 999,
                runAsGroup: 999,
                fsGroup: 999,
              },
              topologySpreadConstraints: [
                {
                  maxSkew: 1,
                  topologyKey: 'topology.kubernetes.io/zone',
                  whenUnsatisfiable: 'DoNotSchedule',
                  labelSelector: { matchLabels: labels },
                },
              ],
              containers: [
                {
                  name: 'mysqld',
                  image: 'mysql:9.7',
                  command: ['sh', '-c', script],
                  readinessProbe: {
                    tcpSocket: { port: 3306 },
                    periodSeconds: 1,
                  },
                  volumeMounts: ['static', 'dynamic'].map(name => ({
                    name,
                    mountPath: `/${name}`,
                  })),
                },
              ],
            },
          },
          volumeClaimTemplates: [
            claim('static', 'local'),
            claim('dynamic', 'local-dynamic'),
          ],
        },
      },
    ],
  };
}
