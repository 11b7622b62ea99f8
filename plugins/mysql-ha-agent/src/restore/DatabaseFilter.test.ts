import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { DatabaseFilter } from './DatabaseFilter';

const part = (name: string) =>
  `--\n-- Current Database: \`${name}\`\n--\nUSE \`${name}\`;\nINSERT INTO t VALUES ('${name}');\n`;
const dump = `-- MySQL dump\nSET NAMES utf8mb4;\n\n${['a', 'ab', 'b``c', 'a']
  .map(part)
  .join('\n')}\n-- Dump completed\n`;

async function filtered(
  databases: string[],
  chunkBytes: number,
  filter = new DatabaseFilter(databases),
) {
  const bytes = Buffer.from(dump);
  const chunks = [];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    chunks.push(bytes.subarray(at, at + chunkBytes));
  return text(Readable.from(chunks).compose(filter));
}

describe('DatabaseFilter', () => {
  it.each([1, 7, 100, 10_000])(
    'lets the settings and the chosen databases through, in chunks of %i bytes',
    async chunkBytes => {
      const one = await filtered(['a'], chunkBytes);
      expect(one).toContain('SET NAMES');
      expect(one.match(/VALUES \('(.*?)'\)/g)).toEqual([
        "VALUES ('a')",
        "VALUES ('a')",
      ]);
      const other = await filtered(['b`c', 'ab'], chunkBytes);
      expect(other.match(/VALUES \('(.*?)'\)/g)).toEqual([
        "VALUES ('ab')",
        "VALUES ('b``c')",
      ]);
    },
  );

  it('knows which databases there are', async () => {
    const filter = new DatabaseFilter(['none']);
    await filtered([], 100, filter);
    expect([...filter.seen]).toEqual(['a', 'ab', 'b`c']);
  });
});
