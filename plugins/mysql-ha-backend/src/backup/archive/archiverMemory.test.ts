import { archiverMemory } from './archiverMemory';

describe('archiverMemory', () => {
  it.each([
    [{}, '448Mi'],
    [{ max_allowed_packet: '16M' }, '304Mi'],
    [{ 'max-allowed-packet': '1G' }, '3328Mi'],
    [{ max_allowed_packet: 'much' }, '448Mi'],
  ])('has room for one row with %j', (config, memory) => {
    expect(archiverMemory({ config })).toBe(memory);
  });
});
