import { KeptTransactions } from '../mysql';
import { gtids } from '../observe/__testUtils__/gtids';
import { ActContext } from './ActContext';
import { keepBinlogs } from './keepBinlogs';

const PATH = '/var/lib/mysql/kept/20260101T120000.000Z/transactions.binlog';
const ALONE = gtids('b:1-2');

/** What was learnt, or why it failed, where the supervisor answers this. */
async function learnt(
  kept: KeptTransactions,
  heartbeatsOnly?: true,
): Promise<readonly string[]> {
  const sentences: string[] = [];
  const context = {
    namespace: 'shop',
    supervisor: () => ({ keepBinlogs: () => Promise.resolve(kept) }),
    learn: (sentence: string) => sentences.push(sentence),
  } as Partial<Record<keyof ActContext, unknown>> as unknown as ActContext;
  try {
    await keepBinlogs(
      {
        do: 'KeepBinlogs',
        instance: 'orders-1',
        gtids: ALONE,
        reason: 'it is errant',
        heartbeatsOnly,
      },
      context,
    );
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return sentences;
}

const none = gtids('');

describe('keepBinlogs', () => {
  it('says where they are and how to read them', async () => {
    expect(
      await learnt({ path: PATH, gtids: ALONE, heartbeats: none }),
    ).toEqual([
      `${ALONE} of orders-1 is kept on its volume in ${PATH}; to read it: kubectl exec -n shop orders-1 -c mysql -- cat ${PATH} | mysqlbinlog --verbose -`,
    ]);
  });

  it('names what no binary log has any more', async () => {
    const kept = { path: PATH, gtids: gtids('b:1'), heartbeats: none };
    expect((await learnt(kept))[1]).toContain(`${gtids('b:2')} of orders-1 is`);
  });

  it('goes on where nobody was asked, if each of them is a heartbeat', async () => {
    const kept = { path: PATH, gtids: ALONE, heartbeats: ALONE };
    expect((await learnt(kept, true))[0]).toContain('is kept on its volume');
  });

  it.each([
    ['one is something else', { gtids: ALONE, heartbeats: gtids('b:1') }],
    ['one is gone', { gtids: gtids('b:1'), heartbeats: gtids('b:1') }],
    ['the supervisor is too old to know', { gtids: ALONE, heartbeats: none }],
  ])('fails where nobody was asked, and %s', async (_, kept) => {
    expect((await learnt({ path: PATH, ...kept }, true))[0]).toMatch(
      /^orders-1 is not rebuilt without a person’s word: of /,
    );
  });
});
