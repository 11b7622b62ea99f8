import { silent } from '../progress';
import { LongStatement } from './longStatement';
import { NotCopied } from './NotCopied';
import { untilQuiet } from './untilQuiet';

const report = { id: '23', user: 'shop', seconds: 61, table: 'shop.orders' };

/** What is seen, one look after the other, and nothing after that. */
function seen(...looks: readonly LongStatement[]) {
  const left = [...looks];
  return jest.fn(async () => left.shift());
}

const source = {
  ...{ name: 'orders-1', host: 'orders-1', port: 3306 },
  ...{ user: 'mysqlha_backup', password: '' },
};

describe('before a dump begins', () => {
  it('nothing is waited for where no statement takes long', async () => {
    const begin = jest.fn();
    await untilQuiet(seen(), { source, progress: { ...silent, begin } });
    expect(begin).not.toHaveBeenCalled();
  });

  it('a statement that takes long is waited for, which the progress says', async () => {
    const begin = jest.fn();
    const look = seen(report, report);
    await untilQuiet(look, { source, progress: { ...silent, begin } });
    expect(look).toHaveBeenCalledTimes(3);
    expect(begin.mock.calls).toEqual([
      ['wait for a statement that takes long'],
    ]);
  });

  it('one that does not end is named, with what can be done', async () => {
    const ends = untilQuiet(seen(report), { source, progress: silent }, 0);
    await expect(ends).rejects.toThrow(NotCopied);
    await expect(ends).rejects.toThrow(
      /^A statement of shop \(connection 23\) has been running on orders-1 for 61 s and has the table shop\.orders open, .*KILL QUERY 23.*choose Physical.* Nothing was saved\.$/,
    );
  });

  it('an interrupted backup waits no longer', async () => {
    const stop = new AbortController();
    const progress = { ...silent, begin: () => stop.abort() };
    await expect(
      untilQuiet(seen(report), { source, progress, signal: stop.signal }),
    ).rejects.toThrow(/abort/);
  });
});
