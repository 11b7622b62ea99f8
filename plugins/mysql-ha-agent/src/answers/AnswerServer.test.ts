import { createHmac } from 'node:crypto';
import { NewestTransaction } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { NotRecoverable } from '../history/NotRecoverable';
import { AnswerServer, newestTransactionPath } from './AnswerServer';
import { Unanswered } from './Unanswered';

const KEY = 'a-password';
const UNTIL = '2026-05-01T10:00:00.250Z';
const NEWEST: NewestTransaction = {
  newest: {
    gtid: '3e11fa47-71ca-11e1-9e33-c80aa9429562:7',
    committedAt: '2026-05-01T10:00:00.249000Z',
  },
};

describe('AnswerServer', () => {
  const newest = jest.fn<Promise<NewestTransaction>, [string]>();
  let server: AnswerServer;

  beforeEach(async () => {
    newest.mockReset().mockResolvedValue(NEWEST);
    server = await AnswerServer.start({
      ...{ port: 0, key: () => KEY, audience: 'shop/orders', newest },
    });
  });
  afterEach(() => server.stop());

  async function ask(
    { key = KEY, path = newestTransactionPath, method = 'POST' } = {},
    body = JSON.stringify({ until: UNTIL }),
  ) {
    const at = Date.now();
    const signature = createHmac('sha256', key)
      .update(`${method} ${path} ${at} n shop/orders\n${body}`)
      .digest('hex');
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      ...{ method, body },
      headers: { Authorization: `MYSQLHA ${at}:n:${signature}` },
    });
    return [answer.status, await answer.json()];
  }

  it('answers who has the key', async () => {
    expect(await ask()).toEqual([200, NEWEST]);
    expect(newest).toHaveBeenCalledWith(UNTIL);
  });

  it('hears nobody else', async () => {
    expect(await ask({ key: 'guessed' })).toEqual([
      401,
      { error: 'The signature doesn’t match.' },
    ]);
    expect(newest).not.toHaveBeenCalled();
  });

  it('says what is wrong with a question', async () => {
    expect((await ask({ path: '/v1/data' }))[0]).toBe(404);
    expect((await ask({}, '{"until":7}'))[0]).toBe(400);
  });

  it.each([
    [422, new NotRecoverable('Nothing is archived of then.')],
    [503, new Unanswered('Ask again.')],
    [502, new Error('The store is gone.')],
  ])('says why there is no answer, by the code %i', async (status, failure) => {
    newest.mockRejectedValue(failure);
    expect(await ask()).toEqual([status, { error: failure.message }]);
  });
});
