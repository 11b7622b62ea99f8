import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import { DatabaseUnderTest } from '../../e2e/cluster/DatabaseUnderTest';
import { createAdapter } from '../../e2e/contract/createAdapter';
import { until } from '../../e2e/cluster/until';
import { BackendUnderTest } from './BackendUnderTest';

/** What benches stand on: Kubernetes, one operator, namespaces that go when the bench is over. */
export class Stand {
  private readonly run = randomBytes(3).toString('hex');
  private readonly namespaces: string[] = [];
  private current?: BackendUnderTest;

  private constructor(
    readonly kubernetes: RealKubernetes,
    private readonly kubeconfig: string,
  ) {}

  static async open(kubeconfig: string): Promise<Stand> {
    const kubernetes = createAdapter();
    await kubernetes.start();
    return new Stand(kubernetes, kubeconfig);
  }

  /** Host and port of the API server. */
  get apiServer(): string {
    const [, host] =
      /server: https?:\/\/(\S+?)\/?\s/.exec(
        readFileSync(this.kubeconfig, 'utf8'),
      ) ?? [];
    return host ?? '';
  }

  /** The operator, started if it is not there. */
  async operator(): Promise<BackendUnderTest> {
    if (!this.current) {
      this.current = await BackendUnderTest.operator();
      await this.current.acting();
    }
    return this.current;
  }

  async stopOperator(): Promise<void> {
    await this.current?.stop();
    this.current = undefined;
  }

  /** A cluster of this name in a namespace of its own; nothing is created but the namespace. */
  async database(name = 'orders'): Promise<DatabaseUnderTest> {
    const namespace = await this.namespace();
    return new DatabaseUnderTest(this.kubernetes, namespace, name);
  }

  async namespace(): Promise<string> {
    const namespace = `bench-${this.run}-${this.namespaces.length}`;
    this.namespaces.push(namespace);
    await this.kubernetes.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      },
    });
    return namespace;
  }

  /** Deletes a cluster and waits until its pods are gone, so that they don't slow the next round. */
  async remove(database: DatabaseUnderTest): Promise<void> {
    await database.delete();
    await until(
      'its pods are gone',
      async () => (await database.pods()).size === 0,
      { seconds: 120 },
    );
  }

  async close(): Promise<void> {
    for (const name of this.namespaces) {
      await this.kubernetes.delete({
        apiVersion: 'v1',
        kind: 'Namespace',
        name,
      });
    }
    await this.stopOperator();
    await this.kubernetes.stop();
  }
}
