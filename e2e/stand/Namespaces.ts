import { randomBytes } from 'node:crypto';
import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { until } from '../cluster/until';
import { createAdapter } from '../contract/createAdapter';

/** Namespaces that nobody else has, on the Kubernetes that KUBECONFIG names, and the clusters in them. */
export class Namespaces {
  /** Tells this run's objects from those of others. */
  readonly run = randomBytes(3).toString('hex');
  private readonly names: string[] = [];

  private constructor(
    private readonly prefix: string,
    readonly kubernetes: RealKubernetes,
  ) {}

  /** @param prefix - of the namespaces' names */
  static async open(prefix: string): Promise<Namespaces> {
    const kubernetes = createAdapter();
    await kubernetes.start();
    return new Namespaces(prefix, kubernetes);
  }

  /** A namespace in which only `restricted` pods may run. */
  async create(): Promise<string> {
    const name = `${this.prefix}-${this.run}-${this.names.length}`;
    this.names.push(name);
    await this.kubernetes.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      },
    });
    return name;
  }

  /** A cluster of this name in a namespace of its own; nothing is created but the namespace. */
  async database(name = 'orders'): Promise<DatabaseUnderTest> {
    return new DatabaseUnderTest(this.kubernetes, await this.create(), name);
  }

  /** Deletes a cluster and waits until its pods are gone, so that they take nothing from what comes next. */
  async remove(database: DatabaseUnderTest): Promise<void> {
    await database.delete();
    await until(
      'its pods are gone',
      async () => (await database.pods()).size === 0,
      { seconds: 120 },
    );
  }

  /** Deletes all that was created; the operators should be there still. */
  async delete(): Promise<void> {
    for (const name of this.names) {
      await this.kubernetes.delete({
        apiVersion: 'v1',
        kind: 'Namespace',
        name,
      });
    }
  }

  async close(): Promise<void> {
    await this.kubernetes.stop();
  }
}
