import { markRefuted, removeArtifact, writeManifest } from '../artifact';
import { manifestOf } from '../restore/testing/manifestOf';
import { InMemoryStore } from '../stores';
import { SavedStates } from './SavedStates';

const FOLDER = 'shop/orders/backups';

describe('the backups that an archive goes on from', () => {
  let store: InMemoryStore;
  let saved: SavedStates;
  beforeEach(async () => {
    store = new InMemoryStore();
    saved = new SavedStates(FOLDER);
    for (const name of ['1-monday', '2-tuesday'])
      await writeManifest(store, `${FOLDER}/${name}`, manifestOf());
  });
  const told = async () =>
    (await saved.read(store)).map(
      ({ name, refuted }) =>
        name.slice(FOLDER.length + 1) + (refuted ? ' (refuted)' : ''),
    );

  it('are those of all databases, and what a proof refuted is told as such', async () => {
    const databases = ['shop'];
    await writeManifest(store, `${FOLDER}/3`, manifestOf({ databases }));
    expect(await told()).toEqual(['1-monday', '2-tuesday']);
    await markRefuted(store, `${FOLDER}/1-monday`, 'no');
    expect(await told()).toEqual(['1-monday (refuted)', '2-tuesday']);
  });

  it('are no more when they are deleted, each manifest being read once', async () => {
    await told();
    const read = jest.spyOn(store, 'get');
    await removeArtifact(store, `${FOLDER}/1-monday`);
    expect(await told()).toEqual(['2-tuesday']);
    expect(read).not.toHaveBeenCalled();
  });
});
