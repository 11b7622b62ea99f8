import type { Target } from './Target';

/**
 * From outside Kubernetes. `kubectl port-forward service/…` refuses a Service without a selector, which the
 * cluster's Services are, so the pod is found by the label of its role.
 */
export function laptop({ cluster, connection }: Target): string {
  const { namespace, name } = cluster;
  return `# In one terminal
kubectl -n ${namespace} port-forward "$(kubectl -n ${namespace} get pod -o name \\
  -l mysqlha.dev/cluster=${name},mysqlha.dev/role=primary)" 13306:${connection.port}

# In another
MYSQL_PWD="$(kubectl -n ${namespace} get secret ${connection.secretName} \\
  -o jsonpath='{.data.password}' | base64 -d)" \\
  mysql --host=127.0.0.1 --port=13306 --user=${connection.username} \\
  --ssl-mode=REQUIRED ${connection.database}
`;
}
