import { GtidSet } from '../../mysql';

/** For tests: `orders-0` is a, `orders-1` is b, and so on up to f. */
export function uuidOf(ordinal: number): string {
  const letter = 'abcdef'.charAt(ordinal);
  return [8, 4, 4, 4, 12].map(length => letter.repeat(length)).join('-');
}

/** For tests: `gtids('a:1-10,b:1-3')`; each letter stands for the server_uuid of an instance. */
export function gtids(text: string): GtidSet {
  return GtidSet.parse(
    text.replace(/[a-f](?=:)/g, letter => uuidOf('abcdef'.indexOf(letter))),
  );
}
