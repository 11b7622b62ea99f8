import { computedSettings } from './computedSettings';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

function compute(memory: number, storage = 10 * GIB) {
  return Object.fromEntries(
    computedSettings({ memory, storage }).map(({ name, value }) => [
      name,
      value,
    ]),
  );
}

describe('what follows from memory and storage', () => {
  it.each([
    ['512 MiB', 512 * MIB, 96 * MIB, 1, 85],
    ['1 GiB', GIB, 384 * MIB, 1, 170],
    ['2 GiB', 2 * GIB, 1152 * MIB, 1, 341],
    ['8 GiB', 8 * GIB, 5760 * MIB, 5, 1000],
    ['64 GiB', 64 * GIB, 48128 * MIB, 8, 1000],
  ])(
    '%s give a buffer pool of %d / %d bytes in %d parts and %d connections',
    (_, memory, pool, parts, connections) => {
      expect(compute(memory)).toMatchObject({
        innodb_buffer_pool_size: String(pool),
        innodb_buffer_pool_instances: String(parts),
        max_connections: String(connections),
      });
    },
  );

  it('never gives a pool that InnoDB would round up', () => {
    for (let memory = GIB; memory <= 128 * GIB; memory += 384 * MIB) {
      const found = compute(memory);
      const step = 128 * MIB * Number(found.innodb_buffer_pool_instances);
      expect(Number(found.innodb_buffer_pool_size) % step).toBe(0);
    }
  });

  it.each([512, 768, 1024, 1536, 2048, 4096])(
    'leaves room beside the pool in %d MiB',
    mebibytes => {
      const pool = Number(compute(mebibytes * MIB).innodb_buffer_pool_size);
      expect(mebibytes * MIB - pool).toBeGreaterThanOrEqual(384 * MIB);
    },
  );

  it.each([
    [undefined, '156'],
    [500, '486'],
    [5, '1'],
  ])(
    'keeps logins free for the engine when max_connections is %s',
    (connections, left) => {
      expect(
        computedSettings({ memory: GIB, storage: GIB, connections }),
      ).toContainEqual(
        expect.objectContaining({ name: 'max_user_connections', value: left }),
      );
    },
  );

  it.each([
    ['1 GiB', GIB, 102 * MIB, 64 * MIB],
    ['10 GiB', 10 * GIB, 1024 * MIB, 256 * MIB],
    ['1 TiB', 1024 * GIB, 4096 * MIB, 1024 * MIB],
  ])('%s of storage bound the logs', (_, storage, redo, binlog) => {
    expect(compute(64 * GIB, storage)).toMatchObject({
      innodb_redo_log_capacity: String(redo),
      max_binlog_size: String(binlog),
    });
  });
});
