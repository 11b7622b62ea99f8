import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { NewestTransaction } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { mysqlCluster, startApi } from './__testUtils__';

const path = '/v1/clusters/shop/orders/newest-transaction';
const until = '2026-05-01T10:00:00.250001Z';
const newest: NewestTransaction = {
  newest: {
    gtid: '3e11fa47-71ca-11e1-9e33-c80aa9429562:7',
    committedAt: '2026-05-01T10:00:00.250000Z',
  },
};

async function start(options: Parameters<typeof startApi>[0] = {}) {
  const newestTransaction = jest.fn().mockResolvedValue(newest);
  const started = await startApi({ newestTransaction, ...options });
  started.put(mysqlCluster());
  return { ...started, newestTransaction };
}

describe('GET /clusters/:namespace/:name/newest-transaction', () => {
  it('tells which transaction a moment ends with, to the microsecond', async () => {
    const { api, auditEvent, newestTransaction } = await start();
    const { status, body } = await api.get(path).query({ until });
    expect([status, body]).toEqual([200, newest]);
    expect(newestTransaction).toHaveBeenCalledWith(
      expect.objectContaining({
        metadata: expect.objectContaining({ name: 'orders' }),
      }),
      until,
    );
    expect(auditEvent.success).toHaveBeenCalled();
  });

  it.each([
    ['no moment', {}, 'until'],
    ['none that anybody understands', { until: 'lunch' }, 'must be RFC 3339'],
    ['one without a zone', { until: '2026-05-01T10:00:00' }, 'with a zone'],
    ['another question', { until, after: until }, 'after is no field'],
  ])('refuses %s', async (_, query, message) => {
    const { api, newestTransaction } = await start();
    const { status, body } = await api.get(path).query(query);
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
    expect(newestTransaction).not.toHaveBeenCalled();
  });

  it.each([
    [400, new InputError('Nothing is archived that was committed then.')],
    [503, new ServiceUnavailableError('The archiver does not run.')],
  ])('answers %i with the reason', async (code, failure) => {
    const { api } = await start({
      newestTransaction: () => Promise.reject(failure),
    });
    const { status, body } = await api.get(path).query({ until });
    expect([status, body.error.message]).toEqual([code, failure.message]);
  });

  it('needs the permission to see the cluster', async () => {
    const { api, newestTransaction } = await start({
      policy: () => ({ result: AuthorizeResult.DENY }),
    });
    const { status } = await api.get(path).query({ until });
    expect(status).toBe(403);
    expect(newestTransaction).not.toHaveBeenCalled();
  });
});
