import { createRestoreSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parse } from 'yaml';
import { contextsWith } from './__testUtils__/contextsWith';
import { fakeApiForTests } from './__testUtils__/fakeApiForTests';
import { createRestoreAction } from './restore';
import { examples } from './restore.examples';

const asked = {
  name: 'orders-2-restore',
  namespace: 'shop',
  spec: {
    source: { backupName: 'first' },
    target: { clusterName: 'orders-2' },
  },
};

function sourceOf(input: Record<string, string>): object {
  if (input.sourceCluster) return { clusterName: input.sourceCluster };
  return input.backup
    ? { backupName: input.backup }
    : { locationName: input.location, path: input.path };
}

describe('mysql-ha:restore', () => {
  const { seen, answer, services } = fakeApiForTests();
  const create = jest.fn();
  const look = jest.fn();
  const context = contextsWith({
    namespace: 'shop',
    backup: 'first',
    cluster: 'orders-2',
  });
  const action = (now: () => number = () => 0) =>
    createRestoreAction({ ...services, sleep: async () => {}, now });

  beforeEach(() => {
    create.mockReturnValue({
      status: 201,
      body: { outcome: 'created', manifest: 'x: 1', warnings: [] },
    });
    look.mockReset().mockReturnValue({
      phase: 'Succeeded',
      message: 'shop/orders-2 is healthy.',
      restoredTo: { gtidSet: 'a:1-5' },
    });
    answer.mockImplementation(({ method }) =>
      method === 'POST'
        ? create()
        : { status: 200, body: { ...asked, status: look() } },
    );
  });

  it.each(examples)(
    'sends a request that the API takes: $description',
    async ({ example }) => {
      const { input } = parse(example).steps[0];
      const ctx = context({ backup: undefined, ...input });

      await action().handler(ctx);

      const [{ method, path, body }, next] = seen;
      expect([method, path]).toEqual(['POST', '/v1/restores']);
      const name = input.name ?? `${input.cluster}-restore`;
      expect(createRestoreSchema.parse(body)).toMatchObject({
        ...{ name, namespace: 'shop', dryRun: false },
        ...(input.inPlace && { confirm: input.confirm }),
        spec: {
          source: sourceOf(input),
          ...(input.time && { pointInTime: { time: input.time } }),
          databases: input.databases ?? [],
          target: {
            clusterName: input.cluster,
            inPlace: input.inPlace ?? false,
            ...(input.spec && { clusterSpec: input.spec }),
          },
        },
      });
      expect(next.path).toBe(`/v1/restores/shop/${name}`);
    },
  );

  it('leaves out what a form left blank', async () => {
    await action().handler(
      context({
        ...{ name: '', location: '', path: '', databases: [] },
        ...{ sourceCluster: '', time: '', gtidSet: '' },
        ...{ inPlace: false, confirm: '' },
      }),
    );
    expect(seen[0].body).toEqual({ ...asked, dryRun: false });
  });

  it('logs what is waited for and each step, until the new cluster is healthy', async () => {
    create.mockReturnValue({
      status: 201,
      body: {
        ...{ outcome: 'created', manifest: 'x: 1' },
        warnings: ['It waits for the backup first.'],
      },
    });
    look.mockReturnValueOnce({
      ...{ phase: 'Running', message: 'The volume is being filled.' },
      progress: { step: 'download', doneBytes: 1, totalBytes: 2 },
    });
    const ctx = context();
    const info = jest.spyOn(ctx.logger, 'info');
    const warn = jest.spyOn(ctx.logger, 'warn');
    const output = jest.spyOn(ctx, 'output');

    await action().handler(ctx);

    expect(warn).toHaveBeenCalledWith('It waits for the backup first.');
    expect(info.mock.calls.map(([line]) => line)).toEqual([
      'Asked for the restore shop/orders-2-restore into the new MySQL cluster shop/orders-2',
      'Running. The volume is being filled.',
      'download: 50 %',
      'Succeeded. shop/orders-2 is healthy.',
    ]);
    expect(Object.fromEntries(output.mock.calls)).toEqual({
      ...{ outcome: 'created', manifest: 'x: 1', seconds: 0 },
      restore: 'orders-2-restore',
      entityRef: 'resource:shop/orders-2',
      host: 'orders-2-primary.shop.svc',
      secretName: 'orders-2-app',
      gtidSet: 'a:1-5',
    });
  });

  it('says in place of what it restores', async () => {
    const ctx = context({ inPlace: true, confirm: 'orders-2' });
    const info = jest.spyOn(ctx.logger, 'info');
    await action().handler(ctx);
    expect(seen[0].body).toMatchObject({
      spec: { target: { clusterName: 'orders-2', inPlace: true } },
      confirm: 'orders-2',
    });
    expect(info).toHaveBeenCalledWith(
      'Asked for the restore shop/orders-2-restore in place of the data of the MySQL cluster shop/orders-2',
    );
  });

  it('follows the restore that an earlier try asked for', async () => {
    create.mockReturnValue({
      status: 200,
      body: { outcome: 'unchanged', manifest: 'x: 1', warnings: [] },
    });
    const ctx = context();
    await action().handler(ctx);
    expect(ctx.output).toHaveBeenCalledWith('outcome', 'unchanged');
    expect(ctx.output).toHaveBeenCalledWith('gtidSet', 'a:1-5');
  });

  it('restores nothing in a dry run, shows the manifest and waits for nothing', async () => {
    create.mockReturnValue({
      status: 200,
      body: { outcome: 'valid', manifest: 'kind: MySQLRestore', warnings: [] },
    });
    const ctx = context({}, { isDryRun: true });
    const info = jest.spyOn(ctx.logger, 'info');

    await action().handler(ctx);

    expect(seen).toHaveLength(1);
    expect(seen[0].body).toMatchObject({ dryRun: true });
    expect(info).toHaveBeenCalledWith(
      expect.stringContaining('kind: MySQLRestore'),
    );
  });

  it('fails with the API’s own sentence', async () => {
    create.mockReturnValue({
      status: 403,
      body: { error: { message: 'mysql-ha.cluster.credentials is missing' } },
    });
    await expect(action().handler(context())).rejects.toThrow(
      'mysql-ha.cluster.credentials is missing',
    );
    expect(seen).toHaveLength(1);
  });

  it('fails with the reason of a restore that failed', async () => {
    look.mockReturnValue({ phase: 'Failed', message: 'A checksum differs.' });
    await expect(action().handler(context())).rejects.toThrow(
      'Restore shop/orders-2-restore failed: A checksum differs.',
    );
  });

  it('gives up after the time that it was given', async () => {
    look.mockReturnValue({ phase: 'Running', message: 'It is being filled.' });
    let ms = 0;
    const clock = () => {
      ms += 1_000;
      return ms;
    };
    await expect(
      action(clock).handler(context({ timeoutSeconds: 5 })),
    ).rejects.toThrow('is not through after 5 s: It is being filled.');
  });
});
