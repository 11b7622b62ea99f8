import { InMemoryStore } from '../stores';
import { writeManifest } from './manifestFile';
import { clearRefutation, findRefutation, markRefuted } from './refutation';
import { removeArtifact } from './removeArtifact';
import { manifestOf } from '../restore/testing/manifestOf';

const PATH = 'shop/orders/backups/1';

async function keys(store: InMemoryStore): Promise<string[]> {
  const found = [];
  for await (const { key } of store.list('')) found.push(key);
  return found;
}

describe('the mark of a backup that did not come back', () => {
  let store: InMemoryStore;
  beforeEach(async () => {
    store = new InMemoryStore();
    await writeManifest(store, PATH, manifestOf());
  });

  it('lies beside its manifest, and goes when a proof holds', async () => {
    await markRefuted(store, PATH, 'the checksum of shop.t differs');
    expect(await findRefutation(store, PATH)).toMatchObject({
      message: 'the checksum of shop.t differs',
    });
    await clearRefutation(store, PATH);
    expect(await keys(store)).toEqual([`${PATH}/manifest.json`]);
    expect(await findRefutation(store, PATH)).toBeUndefined();
  });

  it('goes with the backup', async () => {
    await markRefuted(store, PATH, 'no');
    await removeArtifact(store, PATH);
    expect(await keys(store)).toEqual([]);
  });

  it('is not left behind where the backup is being deleted', async () => {
    await removeArtifact(store, PATH);
    await markRefuted(store, PATH, 'no');
    expect(await keys(store)).toEqual([]);
  });

  it('is taken back when the backup was deleted in the same moment', async () => {
    const { find } = store;
    let looks = 0;
    jest.spyOn(store, 'find').mockImplementation(async key => {
      looks += 1;
      if (looks === 2) await store.remove([key]);
      return find.call(store, key);
    });
    await markRefuted(store, PATH, 'no');
    expect(await keys(store)).toEqual([]);
  });
});
