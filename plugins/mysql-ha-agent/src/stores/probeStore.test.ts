import { InMemoryStore } from './InMemoryStore';
import { StoreAction } from './StoreError';
import { probeStore } from './probeStore';

async function keys(store: InMemoryStore): Promise<string[]> {
  const found = [];
  for await (const { key } of store.list('')) found.push(key);
  return found;
}

describe('probeStore', () => {
  it('leaves nothing behind', async () => {
    const store = new InMemoryStore();
    await probeStore(store);
    expect(await keys(store)).toEqual([]);
  });

  it.each<StoreAction>(['write', 'list', 'read', 'delete'])(
    'is refused where the keys may not %s, and says so',
    async action => {
      const store = new InMemoryStore();
      const denied = Object.assign(new Error('no'), { code: 'AccessDenied' });
      store.refuse(action, denied);
      await expect(probeStore(store)).rejects.toThrow(
        `does not let these keys ${action}`,
      );
      store.refuse(action, undefined);
      expect(await keys(store)).toHaveLength(action === 'delete' ? 1 : 0);
    },
  );
});
