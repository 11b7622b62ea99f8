import { readPacked, readSigned, readVariable } from './packedNumber';

describe('packed numbers', () => {
  it.each([
    ['fa', 250, 1],
    ['fc0b01', 267, 3],
    ['fd010203', 0x030201, 4],
    ['fe0102000000000000', 0x0201, 9],
  ])('of the protocol: %s is %i', (hex, value, next) => {
    expect(readPacked(Buffer.from(hex, 'hex'), 0)).toEqual({ value, next });
  });

  it.each([
    ['74', 58n, 1],
    ['5d03', 215n, 2],
    ['7f5bec56bccb6006', 1795278014704731n, 8],
    ['ffffffffffffffff7f', 0x7fffffffffffffffn, 9],
  ])('of newer events: %s is %i', (hex, value, next) => {
    expect(readVariable(Buffer.from(hex, 'hex'), 0)).toEqual({ value, next });
  });

  it.each([
    ['04', 1n],
    ['02', -1n],
    ['00', 0n],
  ])('with a sign: %s is %i', (hex, value) => {
    expect(readSigned(Buffer.from(hex, 'hex'), 0).value).toBe(value);
  });
});
