import { z } from 'zod';

/**
 * The keywords of JSON Schema that zod writes and that a CustomResourceDefinition can express.
 * It is strict: a schema that comes to use another keyword fails to generate instead of losing a rule.
 */
export const jsonSchema = z.strictObject({
  $schema: z.string().optional(),
  description: z.string().optional(),
  type: z
    .enum(['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'])
    .optional(),
  nullable: z.literal(true).optional(),
  default: z.unknown().optional(),
  const: z.string().optional(),
  enum: z.array(z.string()).optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  maxProperties: z.number().optional(),
  required: z.array(z.string()).optional(),
  /** zod writes it for each map; the keys of a JSON object are strings anyway. */
  propertyNames: z.strictObject({ type: z.literal('string') }).optional(),
  get properties() {
    return z.record(z.string(), jsonSchema).optional();
  },
  get additionalProperties() {
    return jsonSchema.optional();
  },
  get items() {
    return jsonSchema.optional();
  },
  get anyOf() {
    return z.array(jsonSchema).optional();
  },
  'x-kubernetes-list-type': z.enum(['map', 'set', 'atomic']).optional(),
  'x-kubernetes-list-map-keys': z.array(z.string()).optional(),
  'x-kubernetes-preserve-unknown-fields': z.literal(true).optional(),
  'x-kubernetes-validations': z
    .array(
      z.strictObject({
        rule: z.string(),
        message: z.string(),
        fieldPath: z.string().optional(),
      }),
    )
    .optional(),
});

/** One node of a JSON Schema. */
export type JsonSchema = z.output<typeof jsonSchema>;
