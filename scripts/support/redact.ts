import { at } from '../sample/PortalClient.ts';

/** Keys of Secrets that say nothing: they are in the cluster's status as well, and words of their own elsewhere. */
const harmless = new Set(['username', 'host', 'port', 'database']);
/** Shorter ones would also be found where they mean something else. */
const shortest = 6;

/** Takes what stands in Secrets out of texts. */
export class Redaction {
  private readonly known = new Map<string, string>();

  /** @param secrets - Secret objects as Kubernetes has them */
  constructor(secrets: readonly unknown[]) {
    for (const secret of secrets) {
      const name = String(at(at(secret, 'metadata'), 'name'));
      const data = at(secret, 'data');
      if (typeof data !== 'object' || data === null) continue;
      for (const [key, value] of Object.entries(data)) {
        if (harmless.has(key) || typeof value !== 'string') continue;
        this.learn(
          Buffer.from(value, 'base64').toString('utf8'),
          `‹${name}/${key}›`,
        );
      }
    }
  }

  /** The text with a name in place of each value, however that is written. */
  text(text: string): string {
    let result = text;
    for (const [value, name] of this.known) {
      result = result.replaceAll(value, name);
    }
    return result;
  }

  /** A Secret with the lengths of its values alone. */
  static secret(secret: unknown): unknown {
    const metadata = at(secret, 'metadata');
    const data = at(secret, 'data');
    return {
      kind: 'Secret',
      metadata: {
        name: at(metadata, 'name'),
        namespace: at(metadata, 'namespace'),
        labels: at(metadata, 'labels'),
        creationTimestamp: at(metadata, 'creationTimestamp'),
        ownerReferences: at(metadata, 'ownerReferences'),
      },
      keys: Object.fromEntries(
        Object.entries(
          typeof data === 'object' && data !== null ? data : {},
        ).map(([key, value]) => [
          key,
          `${Buffer.from(String(value), 'base64').length} bytes`,
        ]),
      ),
    };
  }

  private learn(value: string, name: string): void {
    if (value.length < shortest) return;
    const forms = [
      value,
      Buffer.from(value).toString('base64'),
      encodeURIComponent(value),
      JSON.stringify(value).slice(1, -1),
    ];
    for (const form of forms) this.known.set(form, name);
  }
}
