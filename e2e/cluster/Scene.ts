import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import { Namespaces } from '../stand';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { freePort } from './freePort';
import { OperatorProcess } from './operatorProcess';

/** What the tests of one file share: an operator, a view of Kubernetes, namespaces that nobody else has. */
export class Scene {
  private readonly operators: OperatorProcess[] = [];

  private constructor(
    private readonly title: string,
    private readonly namespaces: Namespaces,
    private readonly kubeconfig?: string,
  ) {}

  /**
   * Opens a scene with one operator.
   * @param prefix - of the namespaces' names
   * @param kubeconfig - of the operators, when their way to the API server is another one than the tests'
   */
  static async open(
    title: string,
    prefix = 'e2e',
    kubeconfig?: string,
  ): Promise<Scene> {
    const namespaces = await Namespaces.open(prefix);
    const scene = new Scene(title, namespaces, kubeconfig);
    await scene.operator();
    return scene;
  }

  get kubernetes(): RealKubernetes {
    return this.namespaces.kubernetes;
  }

  /** Starts a further operator. */
  async operator(): Promise<OperatorProcess> {
    const number = this.operators.length;
    const operator = await OperatorProcess.start({
      identity: `${this.title}-${this.namespaces.run}-${number}`,
      port: await freePort(),
      kubeconfig: this.kubeconfig,
    });
    this.operators.push(operator);
    return operator;
  }

  get newestOperator(): OperatorProcess {
    return this.operators[this.operators.length - 1];
  }

  get firstOperator(): OperatorProcess {
    return this.operators[0];
  }

  /** All that were started, the ended ones too. */
  get allOperators(): readonly OperatorProcess[] {
    return this.operators;
  }

  /** A cluster of this name in a namespace of its own; nothing is created but the namespace. */
  database(name = 'orders'): Promise<DatabaseUnderTest> {
    return this.namespaces.database(name);
  }

  /** Another cluster in the same namespace; nothing is created. */
  beside({ namespace }: DatabaseUnderTest, name: string): DatabaseUnderTest {
    return new DatabaseUnderTest(this.kubernetes, namespace, name);
  }

  /** A namespace in which only `restricted` pods may run. */
  namespace(): Promise<string> {
    return this.namespaces.create();
  }

  /** Deletes a cluster and waits until its pods are gone. */
  remove(database: DatabaseUnderTest): Promise<void> {
    return this.namespaces.remove(database);
  }

  async close(): Promise<void> {
    await this.namespaces.delete();
    await Promise.all(this.operators.map(operator => operator.stop()));
    await this.namespaces.close();
  }
}
