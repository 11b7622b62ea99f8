import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DumpInspector } from './DumpInspector';

const uuid = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const purged = `SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '${uuid}:1-5,\n${uuid}:7';\n`;
const begin = `-- MySQL dump\n${purged}`;
const rows = 'INSERT\n'.repeat(50_000);
const end = '-- Dump completed on 2026-05-01 10:00:00\n';

/** In pieces as a pipe has them. */
function* pieces(dump: string, bytes: number) {
  for (let at = 0; at < dump.length; at += bytes)
    yield Buffer.from(dump.slice(at, at + bytes));
}

describe('DumpInspector', () => {
  it.each([
    ['beginning', `${begin}${rows}${end}`],
    ['end', `-- MySQL dump\n${rows}${purged}${end}`],
  ])(
    'reads the GTID set at the %s, whole lines of it, and lets everything through',
    async (_, dump) => {
      for (const bytes of [10, 5_000, 65_536, dump.length]) {
        const inspector = new DumpInspector();
        const source = Readable.from(pieces(dump, bytes));
        expect(await text(inspector.through(source))).toBe(dump);
        expect(inspector.gtidExecuted()).toBe(`${uuid}:1-5,${uuid}:7`);
      }
    },
  );

  it('refuses a dump that is torn', async () => {
    const torn = Readable.from([Buffer.from(begin), Buffer.from('INSERT')]);
    await expect(text(new DumpInspector().through(torn))).rejects.toThrow(
      'the dump is torn',
    );
  });
});
