import { z } from 'zod';
import { parseOnce } from './parseOnce';

const schema = z.object({ metadata: z.object({ name: z.string().max(3) }) });
const named = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
});

describe('parseOnce', () => {
  it('gives the very same value for the same object, and another for its next state', () => {
    const parse = parseOnce(schema);
    const object = named('abc');
    expect(parse(object)).toEqual({ metadata: { name: 'abc' } });
    expect(parse(object)).toBe(parse(object));
    expect(parse(named('abc'))).not.toBe(parse(object));
  });

  it('gives nothing for what does not parse, each time', () => {
    const parse = parseOnce(schema);
    const object = named('too long');
    expect(parse(object)).toBeUndefined();
    expect(parse(object)).toBeUndefined();
  });
});
