import { z } from 'zod';
import { structuralSchema } from './structuralSchema';

describe('structuralSchema', () => {
  it('says “or null” by nullable', () => {
    expect(
      structuralSchema(
        z.object({ bound: z.number().int().min(0).nullable().default(null) }),
      ),
    ).toEqual({
      type: 'object',
      properties: {
        bound: { type: 'integer', nullable: true, default: null, minimum: 0 },
      },
    });
  });

  it('keeps the description that stands inside an “or null”', () => {
    const relay = z.object({ to: z.string() }).describe('Where to.');
    expect(
      structuralSchema(z.object({ relay: relay.nullable().optional() })),
    ).toMatchObject({
      properties: { relay: { nullable: true, description: 'Where to.' } },
    });
  });

  it('requires only what has no default', () => {
    expect(
      structuralSchema(
        z.object({ name: z.string(), size: z.string().default('1Gi') }),
      ).required,
    ).toEqual(['name']);
  });

  it('leaves out the bounds of JavaScript’s integers', () => {
    expect(structuralSchema(z.number().int())).toEqual({ type: 'integer' });
  });

  it('preserves what it does not describe', () => {
    expect(
      structuralSchema(
        z
          .record(z.string(), z.unknown())
          .meta({ 'x-kubernetes-preserve-unknown-fields': true }),
      ),
    ).toEqual({
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
    });
  });

  it('refuses a union, which the API server could not check', () => {
    expect(() =>
      structuralSchema(z.object({ port: z.union([z.string(), z.object({})]) })),
    ).toThrow('.port is a union');
  });

  it('refuses a keyword it does not know, instead of losing its rule', () => {
    expect(() =>
      structuralSchema(z.object({ step: z.number().multipleOf(5) })),
    ).toThrow(/multipleOf[\s\S]*properties\.step/);
  });
});
