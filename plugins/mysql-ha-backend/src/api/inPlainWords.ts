import { InputError, isError } from '@backstage/errors';

/** `spec.storage: Invalid value: "object": the rule` — what stands between the field and the rule helps nobody. */
const KIND_AND_VALUE =
  /(?:Invalid value|Unsupported value|Forbidden): (?:"(?:[^"\\]|\\.)*": |[\d.]+: |null: )?/g;

/**
 * Waits for a write to Kubernetes. When the API server finds the object invalid, its sentence is thrown without the
 * words around it: field, rule and remedy stay.
 * @throws InputError in plain words; any other error as it is
 */
export async function inPlainWords<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (!isError(error) || error.name !== 'InputError') throw error;
    const refusal = / is invalid: (.*)$/s.exec(error.message);
    if (!refusal) throw error;
    const rules = refusal[1]
      .replace(/^\[(.*)\]$/s, '$1')
      .replace(KIND_AND_VALUE, '');
    throw new InputError(`Kubernetes refuses this: ${rules}`);
  }
}
