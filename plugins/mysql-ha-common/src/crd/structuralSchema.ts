import { z } from 'zod';
import { JsonSchema, jsonSchema } from './jsonSchema';

/** A rule in CEL that the API server checks. */
export interface ValidationRule {
  readonly rule: string;
  readonly message: string;
  readonly fieldPath?: string;
}

/**
 * The part of OpenAPI v3 that a CustomResourceDefinition may use
 * (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema).
 */
export interface StructuralSchema {
  readonly description?: string;
  readonly type: string;
  readonly nullable?: true;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema;
  readonly items?: StructuralSchema;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-preserve-unknown-fields'?: true;
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
}

/**
 * The structural schema that says what a zod schema says of its input.
 * @throws when the schema uses what a CustomResourceDefinition can’t express; the message names the path
 */
export function structuralSchema(schema: z.ZodType): StructuralSchema {
  const parsed = jsonSchema.safeParse(z.toJSONSchema(schema, { io: 'input' }));
  if (!parsed.success) {
    throw new Error(
      `the schema uses what a CustomResourceDefinition can’t express: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  return convert(parsed.data, '');
}

function convert(schema: JsonSchema, path: string): StructuralSchema {
  if (schema.anyOf) return convert(nullable(schema, path), path);
  const { type, properties, items, additionalProperties } = schema;
  if (!type) throw new Error(`${path || 'the schema'} has no type`);
  const preserve = schema['x-kubernetes-preserve-unknown-fields'];
  return withoutUndefined({
    description: schema.description,
    type,
    nullable: schema.nullable,
    default: schema.default,
    enum: schema.enum,
    pattern: schema.pattern,
    minimum: unlessSafeInteger(schema.minimum),
    maximum: unlessSafeInteger(schema.maximum),
    minLength: schema.minLength,
    maxLength: schema.maxLength,
    minItems: schema.minItems,
    maxItems: schema.maxItems,
    maxProperties: schema.maxProperties,
    required: schema.required,
    properties:
      properties &&
      Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [
          name,
          convert(property, `${path}.${name}`),
        ]),
      ),
    // What is preserved whatever it holds may not also describe its values.
    additionalProperties:
      additionalProperties && !preserve
        ? convert(additionalProperties, `${path}.*`)
        : undefined,
    items: items && convert(items, `${path}[]`),
    'x-kubernetes-list-type': schema['x-kubernetes-list-type'],
    'x-kubernetes-list-map-keys': schema['x-kubernetes-list-map-keys'],
    'x-kubernetes-preserve-unknown-fields': preserve,
    'x-kubernetes-validations': schema['x-kubernetes-validations'],
  });
}

/** `anyOf: [X, null]` is how JSON Schema says what a structural schema says by `nullable`. */
function nullable(schema: JsonSchema, path: string): JsonSchema {
  const { anyOf = [], ...outer } = schema;
  const [inner, ...others] = anyOf.filter(({ type }) => type !== 'null');
  if (!inner || others.length > 0 || anyOf.length !== 2) {
    throw new Error(
      `${path} is a union: a CustomResourceDefinition knows only “this or null”`,
    );
  }
  return { ...inner, ...outer, nullable: true };
}

/** zod bounds integers by what JavaScript can count; Kubernetes needs no such bound. */
function unlessSafeInteger(bound: number | undefined): number | undefined {
  return bound === Number.MAX_SAFE_INTEGER || bound === Number.MIN_SAFE_INTEGER
    ? undefined
    : bound;
}

function withoutUndefined<T extends object>(object: T): T {
  const result = { ...object };
  for (const key of Object.keys(result) as (keyof T)[])
    if (result[key] === undefined) delete result[key];
  return result;
}
