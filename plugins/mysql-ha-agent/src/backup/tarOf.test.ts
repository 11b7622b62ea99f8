import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { randomBytes } from '../stores/contract';
import { datadirFiles } from './datadirFiles';
import { tarOf } from './tarOf';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tar-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As chunks are made for: each is read before the next one is asked for. */
async function archiveOf(): Promise<Buffer> {
  const copied: Buffer[] = [];
  for await (const chunk of tarOf(folder, await datadirFiles(folder)))
    copied.push(Buffer.from(chunk));
  return Buffer.concat(copied);
}

/** What a reader of tar that is not ours finds. */
async function found(archive: Buffer) {
  const entries = new Map<string, Buffer | 'folder'>();
  const reader = Readable.from([archive]).pipe(extract());
  for await (const entry of reader) {
    const content = await buffer(entry);
    const { name, type } = entry.header;
    entries.set(name, type === 'directory' ? 'folder' : content);
  }
  return entries;
}

it('holds each file byte for byte, also where a name or a content is longer than a block, a buffer or a field', async () => {
  const files = new Map(
    [0, 1, 511, 512, 513, 262_144, 262_145, 1_000_003].map(bytes => [
      `shop/t${bytes}.ibd`,
      randomBytes(bytes, bytes + 1),
    ]),
  );
  const long = `${'@0024'.repeat(40)}/${'@4e00'.repeat(45)}`;
  files.set(`${long}.ibd`, randomBytes(700, 7));
  files.set('shop/na\u00efve.ibd', randomBytes(70, 8));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const entries = await found(await archiveOf());
  expect(entries.get('shop')).toBe('folder');
  for (const [path, content] of files)
    expect([
      path,
      content.equals(Buffer.from(entries.get(path) ?? '')),
    ]).toEqual([path, true]);
  expect(entries.size).toBe(files.size + 2);
});

it('says how long a file is that is longer than a header can say', async () => {
  const bytes = 9 * 1024 ** 3;
  mkdirSync(join(folder, 'shop'));
  writeFileSync(join(folder, 'shop/t.ibd'), '');
  truncateSync(join(folder, 'shop/t.ibd'), bytes);
  const entries = await datadirFiles(folder);
  const archive = tarOf(
    folder,
    entries.filter(entry => !entry.folder),
  );
  archive.on('error', () => {}); // it ends in the middle of the file
  const reader = archive.pipe(extract());
  reader.on('error', () => {});
  for await (const entry of reader) {
    expect(entry.header).toMatchObject({ name: 'shop/t.ibd', size: bytes });
    break;
  }
  archive.destroy();
});

it('fails when a file becomes shorter meanwhile', async () => {
  writeFileSync(join(folder, 't.ibd'), randomBytes(1_000_000));
  const entries = await datadirFiles(folder);
  truncateSync(join(folder, 't.ibd'), 300_000);
  const chunks = tarOf(folder, entries);
  await expect(async () => {
    for await (const _ of chunks);
  }).rejects.toThrow('has 300000 bytes and had 1000000');
});
