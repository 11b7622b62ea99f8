import { StoreAction, StoreError } from './StoreError';
import { classify } from './classify';

/** Does something with a store; what it throws becomes a sentence. */
export async function guarded<T>(
  where: string,
  action: StoreAction,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(classify(cause), action, where, key, cause);
  }
}
