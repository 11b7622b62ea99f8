import { InMemoryStore } from '../stores';
import { removeArtifact } from './removeArtifact';

async function keys(store: InMemoryStore): Promise<string[]> {
  const found = [];
  for await (const { key } of store.list('')) found.push(key);
  return found;
}

describe('removeArtifact', () => {
  it('removes what is below the path and nothing beside it', async () => {
    const store = new InMemoryStore();
    for (const key of ['a/1/manifest.json', 'a/1/data-0.1', 'a/10/data'])
      await store.put(key, Buffer.from('x'));
    await removeArtifact(store, 'a/1');
    expect(await keys(store)).toEqual(['a/10/data']);
    await removeArtifact(store, 'a/1');
  });

  it('takes the manifest first, so that a torn removal is no backup', async () => {
    const store = new InMemoryStore();
    await store.put('a/1/manifest.json', Buffer.from('x'));
    await store.put('a/1/data-0.1', Buffer.from('x'));
    store.refuse('list', new Error('gone for a minute'));
    await expect(removeArtifact(store, 'a/1')).rejects.toThrow('gone');
    store.refuse('list', undefined);
    expect(await keys(store)).toEqual(['a/1/data-0.1']);
  });
});
