import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { KubernetesObject } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes';
import { parseKubernetesObject } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/kubernetesObject';
import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import { shareOf } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/lease';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../stand';
import { until } from './until';

const NAMESPACE = 'mysql-ha';
const LEASE = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  namespace: NAMESPACE,
};
const podSchema = z.object({
  status: z.object({
    conditions: z
      .array(z.object({ type: z.string(), status: z.string() }))
      .default([]),
    containerStatuses: z
      .array(z.object({ restartCount: z.number() }))
      .default([]),
  }),
});

/** The operator as the chart installs it, with the rights that the chart gives it and no others. */
export class OperatorDeployment {
  private constructor(
    private readonly kubernetes: RealKubernetes,
    private readonly objects: readonly KubernetesObject[],
  ) {}

  /** Builds the image, gives it to the nodes, renders the chart and waits until all operators are ready. */
  static async install(
    kubernetes: RealKubernetes,
    namespaces: readonly string[],
  ): Promise<OperatorDeployment> {
    const image = run(process.execPath, [
      join(ROOT, 'local-cluster/cli.ts'),
      'images',
      '--operator',
    ]);
    const [repository, tag] = image.trim().split(':');
    const values = {
      image: { repository, tag, pullPolicy: 'Never' },
      namespaces,
      logLevel: 'debug',
    };
    const rendered = run(
      'go',
      [
        ...['run', '-trimpath', '.'],
        join(ROOT, 'deploy/chart/mysql-ha'),
        NAMESPACE,
        JSON.stringify(values),
      ],
      join(ROOT, 'deploy/chart/render'),
    );
    const objects = parseAllDocuments(rendered)
      .map(document => document.toJS())
      .filter(object => object)
      .map(object => parseKubernetesObject(object));
    const deployment = new OperatorDeployment(kubernetes, objects);
    await kubernetes
      .create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: NAMESPACE },
      })
      .catch(() => undefined);
    deployment.kubectl(
      ['apply', '--server-side', '--force-conflicts', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    );
    await until(
      'both operators are ready',
      async () => (await deployment.readyPods()).length === 2,
      { seconds: 90 },
    );
    return deployment;
  }

  /** Takes the operators away; rights stay as they were. */
  async remove(): Promise<void> {
    this.kubectl([
      ...['--namespace', NAMESPACE, 'delete', '--wait', '--ignore-not-found'],
      ...[
        'deployment/mysql-ha-operator',
        'poddisruptionbudget/mysql-ha-operator',
      ],
    ]);
    await until(
      'no operator is left',
      async () => (await this.pods()).length === 0,
      { seconds: 60 },
    );
  }

  /** Names of the kinds that the chart makes. */
  get kinds(): readonly string[] {
    return this.objects.map(({ kind }) => kind);
  }

  /** Names of the pods that are ready and were never restarted. */
  async readyPods(): Promise<readonly string[]> {
    return (await this.pods()).flatMap(pod => {
      const { status } = podSchema.parse(pod);
      const ready = status.conditions.some(
        c => c.type === 'Ready' && c.status === 'True',
      );
      const calm = status.containerStatuses.every(c => c.restartCount === 0);
      return ready && calm ? [pod.metadata.name] : [];
    });
  }

  /** The pod whose operator looks after a cluster, by the record of the operators. */
  async operatorOf(cluster: {
    namespace: string;
    name: string;
  }): Promise<string | undefined> {
    const record = await this.kubernetes.read({
      ...LEASE,
      name: 'mysql-ha-operators',
    });
    const shares = z
      .record(z.string(), z.array(z.number()))
      .parse(
        JSON.parse(
          record?.metadata.annotations?.['mysqlha.dev/shares'] ?? '{}',
        ),
      );
    const share = shareOf(cluster);
    const [operator = ''] =
      Object.entries(shares).find(([, held]) => held.includes(share)) ?? [];
    return (await this.pods())
      .map(pod => pod.metadata.name)
      .find(pod => operator.startsWith(`operator-${pod}-`));
  }

  /** Ends an operator without a word. */
  async kill(pod: string): Promise<void> {
    await this.kubernetes.delete(
      { apiVersion: 'v1', kind: 'Pod', namespace: NAMESPACE, name: pod },
      { gracePeriodSeconds: 0 },
    );
  }

  log(pod: string): string {
    return this.kubectl(['--namespace', NAMESPACE, 'logs', pod]);
  }

  private pods() {
    return this.kubernetes.list(
      { apiVersion: 'v1', kind: 'Pod', namespace: NAMESPACE },
      'app.kubernetes.io/name=mysql-ha-operator',
    );
  }

  private kubectl(args: readonly string[], input?: string): string {
    return run(
      process.execPath,
      [join(ROOT, 'local-cluster/cli.ts'), 'kubectl', ...args],
      ROOT,
      input,
    );
  }
}

function run(
  program: string,
  args: readonly string[],
  cwd = ROOT,
  input = '',
): string {
  return execFileSync(program, args, {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // Playwright's own options are not for the programs that tests start.
    env: { ...process.env, NODE_OPTIONS: '', CGO_ENABLED: '0' },
  });
}
