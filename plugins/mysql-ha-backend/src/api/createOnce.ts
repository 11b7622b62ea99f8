import { ConflictError, isError } from '@backstage/errors';
import { stringify } from 'yaml';
import { z } from 'zod';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { keyOf } from '../kubernetes/kubernetesObject';
import { differences } from './differences';
import { inPlainWords } from './inPlainWords';

/** What came of a request to create something. */
interface Created {
  readonly outcome: 'valid' | 'created' | 'unchanged';
  /** As YAML. */
  readonly manifest: string;
  readonly warnings: string[];
}

/**
 * Creates an object, or finds it as asked for: a request may be repeated, and creating never changes what exists.
 * @throws ConflictError when it exists and differs, or is being deleted; InputError for what Kubernetes refuses
 */
export async function createOnce<T extends { spec: unknown }>(options: {
  readonly kubernetes: Pick<KubernetesAdapter, 'read' | 'create'>;
  readonly manifest: KubernetesObject;
  /** Only to be checked. */
  readonly dryRun: boolean;
  readonly schema: z.ZodType<T>;
  /** What is asked for, with its defaults. */
  readonly spec: unknown;
  /** What does not come back under this name: it is waited for. */
  readonly isGoing?: (existing: T) => boolean;
  /** What to do where it exists and differs, as whole sentences. */
  readonly advice: string;
  /** Refuses by throwing what could only fail, before anything is created. @returns warnings */
  readonly check: () => string[] | Promise<string[]>;
}): Promise<Created> {
  const { kubernetes, manifest, dryRun } = options;
  const result = (
    outcome: Created['outcome'],
    warnings: string[] = [],
  ): Created => ({ outcome, manifest: stringify(manifest), warnings });
  const readExisting = async () => {
    const object = await kubernetes.read(keyOf(manifest));
    return object && options.schema.parse(object);
  };
  const compared = (existing: T) => {
    const { namespace, name } = manifest.metadata;
    const what = `${manifest.kind} ${namespace}/${name}`;
    if (options.isGoing?.(existing)) {
      throw new ConflictError(
        `${what} is being deleted: wait until it is gone, or choose another name.`,
      );
    }
    const differing = differences(existing.spec, options.spec);
    if (differing.length > 0) {
      throw new ConflictError(
        `${what} exists already and differs in ${differing.join(', ')}. ${
          options.advice
        }`,
      );
    }
    return result(dryRun ? 'valid' : 'unchanged');
  };

  const existing = await readExisting();
  if (existing) return compared(existing);
  const warnings = await options.check();
  try {
    await inPlainWords(kubernetes.create(manifest, { dryRun }));
  } catch (error) {
    // Somebody, perhaps an earlier try of the same request, was faster.
    const isTaken = isError(error) && error.name === 'ConflictError';
    const winner = isTaken ? await readExisting() : undefined;
    if (winner) return compared(winner);
    throw error;
  }
  return result(dryRun ? 'valid' : 'created', warnings);
}
