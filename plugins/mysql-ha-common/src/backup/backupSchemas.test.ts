import {
  backupLocationSpecSchema,
  backupScheduleSpecSchema,
  backupSpecSchema,
  restoreSpecSchema,
} from '.';

describe('the spec of a backup', () => {
  it('is Physical and of everything unless it says otherwise', () => {
    expect(
      backupSpecSchema.parse({ clusterName: 'orders', locationName: 'store' }),
    ).toEqual({
      clusterName: 'orders',
      locationName: 'store',
      method: 'Physical',
      databases: [],
    });
  });
});

describe('the spec of a location', () => {
  it.each(['s3.example.com', 'ftp://store', 'https://'])(
    'refuses %s as an endpoint, and says what one looks like',
    endpoint => {
      const { error } = backupLocationSpecSchema.safeParse({
        s3: { bucket: 'backups', endpoint, secretRef: { name: 'keys' } },
      });
      expect(error?.message).toContain('https://s3.example.com:9000');
    },
  );
});

describe('the spec of a schedule', () => {
  it.each(['@daily', '@hourly', '30 2 * * *', '0 */6 * * 1-5', '0 30 2 * * *'])(
    'takes %s',
    schedule => {
      expect(
        backupScheduleSpecSchema.parse({ clusterName: 'orders', schedule }),
      ).toMatchObject({
        timeZone: 'UTC',
        suspend: false,
        backupTemplate: { spec: { method: 'Physical', databases: [] } },
      });
    },
  );

  it.each(['daily', '@fortnightly', '30 2 * *', ''])(
    'refuses “%s”',
    schedule => {
      expect(
        backupScheduleSpecSchema.safeParse({ clusterName: 'orders', schedule })
          .success,
      ).toBe(false);
    },
  );

  it.each([
    ['30d', true],
    ['72h', true],
    ['0d', false],
    ['a month', false],
  ])('maxAge %s is accepted: %s', (maxAge, accepted) => {
    expect(
      backupScheduleSpecSchema.safeParse({
        clusterName: 'orders',
        schedule: '@daily',
        retention: { maxAge },
      }).success,
    ).toBe(accepted);
  });
});

describe('the spec of a restore', () => {
  it.each([
    ['2026-05-01T10:00:00Z', true],
    ['2026-05-01T10:00:00.123456+02:00', true],
    ['2026-05-01T10:00:00', false],
    ['2026-05-01 10:00:00Z', false],
    ['yesterday', false],
  ])('the moment %s is accepted: %s', (time, accepted) => {
    expect(
      restoreSpecSchema.safeParse({
        source: { backupName: 'b' },
        target: { clusterName: 'orders' },
        pointInTime: { time },
      }).success,
    ).toBe(accepted);
  });
});
