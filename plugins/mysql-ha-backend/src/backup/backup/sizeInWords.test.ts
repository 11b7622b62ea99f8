import { sizeInWords } from './sizeInWords';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KiB'],
  [1536, '1.5 KiB'],
  [200 * 1024 ** 2, '200 MiB'],
  [5.25 * 1024 ** 3, '5.3 GiB'],
  [3000 * 1024 ** 4, '3000 TiB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});
