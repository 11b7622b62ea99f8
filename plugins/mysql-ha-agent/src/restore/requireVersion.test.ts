import { programsOnPath } from '../mysql';
import { InMemoryStore } from '../stores';
import { manifestOf } from './testing/manifestOf';
import { NewerMySql, requireVersion } from './requireVersion';

/** A mysqld that only says what it is. */
const mysqld = (version: string) => ({
  command: process.execPath,
  before: ['-e', `console.log('mysqld  Ver ${version} for Linux')`, '--'],
});

const ask = (saved: string, found: string) =>
  requireVersion(
    {
      ...{ store: new InMemoryStore(), path: 'b1', databases: [] },
      ...{ datadir: '/nowhere/data', scratch: '/nowhere' },
      programs: { ...programsOnPath, mysqld: mysqld(found) },
      progress: { begin() {}, add() {} },
    },
    manifestOf({ version: saved }),
  );

describe('the version of a backup', () => {
  it.each([
    ['9.7.4', '9.7.4'],
    ['9.7.5', '9.7.4'],
    ['8.4.6', '9.7.4'],
    ['9.7.4', 'of somebody’s own'],
  ])('%s is read by %s', async (saved, found) => {
    await expect(ask(saved, found)).resolves.toBeUndefined();
  });

  it.each([
    ['9.7.4', '8.4.6'],
    ['9.8.0', '9.7.4'],
  ])(
    '%s is refused to %s, with the image that is needed',
    async (saved, found) => {
      await expect(ask(saved, found)).rejects.toThrow(NewerMySql);
      await expect(ask(saved, found)).rejects.toThrow(
        `give the cluster an image of MySQL ${saved.slice(0, 3)} or newer`,
      );
    },
  );
});
