/** Sixteen bytes as the text of a server’s UUID. */
export function uuidText(bytes: Buffer): string {
  return bytes
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
