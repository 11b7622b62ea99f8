import { everything } from './everything';
import { expect, test } from './backupBed';
import { fingerprint } from './fingerprint';

for (const method of ['Physical', 'Logical'] as const) {
  test(`a ${method} backup restores a schema with everything in it, byte for byte`, async ({
    bed,
  }) => {
    await bed.source.run(...everything);
    const before = await fingerprint(await bed.source.connect('root'));
    const { manifest } = await bed.backUp('b1', { method });
    const executed = await bed.source.value(
      "SELECT REPLACE(@@global.gtid_executed, '\\n', '')",
    );
    expect(manifest).toMatchObject({
      method,
      source: 'mysql-0',
      gtidExecuted: executed,
      version: await bed.source.value('SELECT @@version'),
    });
    expect(manifest.sizeBytes).toBeGreaterThan(5_000);

    const restored = await bed.restore('b1', 'restored');
    expect(restored.gtidExecuted).toBe(executed);
    const server = await bed.serve('restored');
    expect(await fingerprint(await server.connect('root'))).toEqual(before);
    expect(
      await server.value("SELECT REPLACE(@@global.gtid_executed, '\\n', '')"),
    ).toBe(executed);
    expect(await server.value('SELECT @@server_uuid')).not.toBe(
      await bed.source.value('SELECT @@server_uuid'),
    );
  });
}
