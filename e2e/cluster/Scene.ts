import { randomBytes } from 'node:crypto';
import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import { createAdapter } from '../contract/createAdapter';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { freePort } from './freePort';
import { OperatorProcess } from './operatorProcess';

/** What the tests of one file share: an operator, a view of Kubernetes, namespaces that nobody else has. */
export class Scene {
  private readonly run = randomBytes(3).toString('hex');
  private readonly namespaces: string[] = [];
  private readonly operators: OperatorProcess[] = [];

  private constructor(
    private readonly title: string,
    readonly kubernetes: RealKubernetes,
  ) {}

  /** Opens a scene with one operator. */
  static async open(title: string): Promise<Scene> {
    const kubernetes = createAdapter();
    await kubernetes.start();
    const scene = new Scene(title, kubernetes);
    await scene.operator();
    return scene;
  }

  /** Starts a further operator. */
  async operator(): Promise<OperatorProcess> {
    const number = this.operators.length;
    const operator = await OperatorProcess.start({
      identity: `${this.title}-${this.run}-${number}`,
      port: await freePort(),
    });
    this.operators.push(operator);
    return operator;
  }

  get firstOperator(): OperatorProcess {
    return this.operators[0];
  }

  /** A cluster of this name in a namespace of its own; nothing is created but the namespace. */
  async database(name = 'orders'): Promise<DatabaseUnderTest> {
    const namespace = await this.namespace();
    return new DatabaseUnderTest(this.kubernetes, namespace, name);
  }

  /** A namespace in which only `restricted` pods may run. */
  async namespace(): Promise<string> {
    const namespace = `e2e-${this.run}-${this.namespaces.length}`;
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

  async close(): Promise<void> {
    for (const name of this.namespaces) {
      await this.kubernetes.delete({
        apiVersion: 'v1',
        kind: 'Namespace',
        name,
      });
    }
    await Promise.all(this.operators.map(operator => operator.stop()));
    await this.kubernetes.stop();
  }
}
