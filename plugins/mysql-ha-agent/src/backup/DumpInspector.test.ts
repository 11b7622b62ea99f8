import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DumpInspector } from './DumpInspector';

const uuid = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const begin = `-- MySQL dump\nSET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '${uuid}:1-5,\n${uuid}:7';\n`;
const end = '-- Dump completed on 2026-05-01 10:00:00\n';

describe('DumpInspector', () => {
  it('reads the GTID set, whole lines of it, and lets everything through', async () => {
    const inspector = new DumpInspector();
    const dump = `${begin}${'INSERT\n'.repeat(50_000)}${end}`;
    expect(await text(Readable.from([dump]).compose(inspector))).toBe(dump);
    expect(inspector.gtidExecuted()).toBe(`${uuid}:1-5,${uuid}:7`);
  });

  it('refuses a dump that is torn', async () => {
    await expect(
      text(Readable.from([begin, 'INSERT']).compose(new DumpInspector())),
    ).rejects.toThrow('the dump is torn');
  });
});
