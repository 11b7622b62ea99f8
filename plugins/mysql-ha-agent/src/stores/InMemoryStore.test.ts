import { InMemoryStore } from './InMemoryStore';
import { objectStoreContract } from './contract';

describe('a store in memory', () => {
  it.each(objectStoreContract.map(one => [one.title, one] as const))(
    '%s',
    async (title, { run }) => {
      await expect(
        run(new InMemoryStore(), `${title}/`),
      ).resolves.toBeUndefined();
    },
  );

  it('refuses what it was told to refuse, in the words of a real one', async () => {
    const store = new InMemoryStore();
    store.refuse(
      'delete',
      Object.assign(new Error('no'), { code: 'AccessDenied' }),
    );
    await expect(store.remove(['a'])).rejects.toThrow(
      'does not let these keys delete',
    );
  });
});
