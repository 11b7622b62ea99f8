import type { ObjectStore } from '@mysql-ha/backstage-plugin-mysql-ha-agent';

/** The keys of all that lies in a store, or of what begins with a prefix. */
export async function keysIn(
  store: Pick<ObjectStore, 'list'>,
  prefix = '',
): Promise<string[]> {
  const found = [];
  for await (const { key } of store.list(prefix)) found.push(key);
  return found;
}
