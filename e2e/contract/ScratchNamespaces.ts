import { randomBytes } from 'node:crypto';
import { createAdapter } from './createAdapter';

/** Namespaces of one test file, under names that no other run has. */
export class ScratchNamespaces {
  private readonly run = randomBytes(3).toString('hex');
  private readonly names: string[] = [];

  /** A name, without making the namespace. */
  name(): string {
    const name = `contract-${this.run}-${this.names.length}`;
    this.names.push(name);
    return name;
  }

  async create(): Promise<string> {
    const name = this.name();
    const kubernetes = createAdapter();
    await kubernetes.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
    await kubernetes.stop();
    return name;
  }

  async deleteAll(): Promise<void> {
    const kubernetes = createAdapter();
    for (const name of this.names) {
      await kubernetes.delete({ apiVersion: 'v1', kind: 'Namespace', name });
    }
    await kubernetes.stop();
  }
}
