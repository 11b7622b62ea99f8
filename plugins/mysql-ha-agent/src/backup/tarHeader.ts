import { DatadirEntry } from './datadirFiles';

/** Tar counts in these. */
export const blockBytes = 512;

/** What the fields of a header have room for; more is told by records before it. */
const mostNameBytes = 100;
const mostFileBytes = 8 ** 11 - 1;

/**
 * What stands before a file or folder in a tar archive, in POSIX’s format
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html).
 */
export function tarHeader({ path, bytes, folder }: DatadirEntry): Buffer {
  const records = [
    ...(needsRecord(path) ? [record('path', path)] : []),
    ...(bytes > mostFileBytes ? [record('size', String(bytes))] : []),
  ];
  const size = bytes > mostFileBytes ? 0 : bytes;
  const own = folder
    ? block(path, 0, { type: '5', mode: 0o750 })
    : block(path, size, { type: '0', mode: 0o640 });
  if (records.length === 0) return own;
  const said = Buffer.concat(records);
  return Buffer.concat([
    block('PaxHeader', said.length, { type: 'x', mode: 0o640 }),
    said,
    tarPadding(said.length),
    own,
  ]);
}

/** What fills the last block of so many bytes. */
export function tarPadding(bytes: number): Buffer {
  return Buffer.alloc((blockBytes - (bytes % blockBytes)) % blockBytes);
}

function needsRecord(path: string): boolean {
  return Buffer.byteLength(path) > mostNameBytes || /[^ -~]/.test(path);
}

/** `LENGTH KEY=VALUE`, whose length counts itself. */
function record(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes;
  while (length !== bytes + String(length).length)
    length = bytes + String(length).length;
  return Buffer.from(`${length}${rest}`);
}

function block(
  name: string,
  bytes: number,
  { type, mode }: { readonly type: '0' | '5' | 'x'; readonly mode: number },
): Buffer {
  const made = Buffer.alloc(blockBytes);
  const octal = (value: number, at: number, digits: number) =>
    made.write(value.toString(8).padStart(digits, '0'), at, digits);
  made.write(name, 0, mostNameBytes);
  octal(mode, 100, 7);
  octal(0, 108, 7); // user and group: whoever restores
  octal(0, 116, 7);
  octal(bytes, 124, 11);
  octal(Math.floor(Date.now() / 1000), 136, 11);
  made.write(type, 156);
  made.write('ustar\x0000', 257);
  // The checksum counts itself as spaces.
  made.fill(' ', 148, 156);
  octal(
    made.reduce((sum, byte) => sum + byte, 0),
    ...([148, 6] as const),
  );
  made.writeUInt8(0, 154);
  return made;
}
