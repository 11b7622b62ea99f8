import { readFileSync } from 'node:fs';
import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import { DatabaseUnderTest } from '../../e2e/cluster/DatabaseUnderTest';
import { Namespaces } from '../../e2e/stand';
import { BackendUnderTest } from './BackendUnderTest';

/** What benches stand on: Kubernetes, one operator that tells what it uses, namespaces that go when the bench is over. */
export class Stand {
  private current?: BackendUnderTest;

  private constructor(
    private readonly namespaces: Namespaces,
    private readonly kubeconfig: string,
  ) {}

  static async open(kubeconfig: string): Promise<Stand> {
    return new Stand(await Namespaces.open('bench'), kubeconfig);
  }

  get kubernetes(): RealKubernetes {
    return this.namespaces.kubernetes;
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
  database(name = 'orders'): Promise<DatabaseUnderTest> {
    return this.namespaces.database(name);
  }

  namespace(): Promise<string> {
    return this.namespaces.create();
  }

  /** Deletes a cluster and waits until its pods are gone, so that they don't slow the next round. */
  remove(database: DatabaseUnderTest): Promise<void> {
    return this.namespaces.remove(database);
  }

  async close(): Promise<void> {
    await this.namespaces.delete();
    await this.stopOperator();
    await this.namespaces.close();
  }
}
