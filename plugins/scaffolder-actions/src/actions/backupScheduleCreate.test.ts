import { createBackupScheduleSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parse } from 'yaml';
import { contextsWith } from './__testUtils__/contextsWith';
import { fakeApiForTests } from './__testUtils__/fakeApiForTests';
import { createBackupScheduleCreateAction } from './backupScheduleCreate';
import { examples } from './backupScheduleCreate.examples';

describe('mysql-ha:backup-schedule:create', () => {
  const { seen, answer, services } = fakeApiForTests();
  const action = createBackupScheduleCreateAction(services);
  const context = contextsWith({
    cluster: 'orders',
    namespace: 'shop',
    schedule: '@daily',
  });

  beforeEach(() => {
    answer.mockReturnValue({
      status: 201,
      body: {
        outcome: 'created',
        manifest: 'kind: MySQLBackupSchedule',
        nextScheduleTime: '2026-01-02T01:30:00.000Z',
        warnings: [],
      },
    });
  });

  it.each(examples)(
    'sends a request that the API takes: $description',
    async ({ example }) => {
      const { input } = parse(example).steps[0];

      await action.handler(context(input));

      const [{ method, path, body }] = seen;
      expect([method, path]).toEqual([
        'POST',
        '/v1/clusters/shop/orders/backup-schedules',
      ]);
      expect(createBackupScheduleSchema.parse(body)).toMatchObject({
        name: input.name ?? 'orders-backups',
        spec: {
          schedule: input.schedule,
          backupTemplate: { spec: { locationName: input.location } },
        },
        dryRun: false,
      });
    },
  );

  it('leaves out what a form left blank', async () => {
    await action.handler(
      context({ name: '', timeZone: '', location: '', maxAge: '' }),
    );
    expect(seen[0].body).toEqual({
      name: 'orders-backups',
      spec: { schedule: '@daily' },
      dryRun: false,
    });
  });

  it('says when the first backup is due, and what to mind', async () => {
    answer.mockReturnValue({
      status: 201,
      body: {
        outcome: 'created',
        manifest: 'x: 1',
        nextScheduleTime: '2026-01-02T00:00:00.000Z',
        warnings: ['MySQLBackupLocation shop/store isn’t there.'],
      },
    });
    const ctx = context();
    const info = jest.spyOn(ctx.logger, 'info');
    const warn = jest.spyOn(ctx.logger, 'warn');

    await action.handler(ctx);

    expect(info).toHaveBeenCalledWith(
      'The first backup is due at 2026-01-02T00:00:00.000Z',
    );
    expect(warn).toHaveBeenCalledWith(
      'MySQLBackupLocation shop/store isn’t there.',
    );
    expect(ctx.output).toHaveBeenCalledWith('outcome', 'created');
  });

  it('creates nothing in a dry run and shows the manifest', async () => {
    answer.mockReturnValue({
      status: 200,
      body: {
        outcome: 'valid',
        manifest: 'kind: MySQLBackupSchedule',
        warnings: [],
      },
    });
    const ctx = context({}, { isDryRun: true });
    const info = jest.spyOn(ctx.logger, 'info');

    await action.handler(ctx);

    expect(seen[0].body).toMatchObject({ dryRun: true });
    expect(info).toHaveBeenCalledWith(
      expect.stringContaining('kind: MySQLBackupSchedule'),
    );
  });

  it('fails with the API’s own sentence', async () => {
    answer.mockReturnValue({
      status: 400,
      body: { error: { message: 'Nobody says where the backups go' } },
    });
    await expect(action.handler(context())).rejects.toThrow(
      'Nobody says where the backups go',
    );
  });
});
