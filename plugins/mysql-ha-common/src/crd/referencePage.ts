import { API_GROUP, API_VERSION } from '../constants';
import { resourceSchema } from './customResourceDefinition';
import { ResourceKind } from './resourceKinds';
import { StructuralSchema } from './structuralSchema';

/** The reference page of a kind, in Markdown: each field, its default, its rules. */
export function referencePage(kind: ResourceKind): string {
  const schema = resourceSchema(kind);
  const { spec, status } = schema.properties ?? {};
  return [
    `# ${kind.kind}`,
    '',
    `${
      schema.description ?? ''
    } API version \`${API_GROUP}/${API_VERSION}\`; \`kubectl get ${
      kind.shortNames[0]
    }\`.`,
    '',
    'This page is generated from the schema that also gives the CustomResourceDefinition: change the schema, not the page.',
    '',
    ...rules(schema),
    ...section('spec', spec),
    ...section('status', status),
    '## Columns of `kubectl get`',
    '',
    '| Column | Field | Meaning |',
    '|---|---|---|',
    ...kind.columns.map(
      ({ name, jsonPath, description }) =>
        `| ${name.toUpperCase()} | \`${jsonPath}\` | ${description} |`,
    ),
    '',
  ].join('\n');
}

function section(path: string, schema: StructuralSchema | undefined): string[] {
  const fields = Object.entries(fieldsOf(schema));
  if (!schema || fields.length === 0) return [];
  const required = schema.items?.required ?? schema.required ?? [];
  return [
    `${path.includes('.') ? '###' : '##'} ${path}`,
    '',
    ...(schema.description ? [schema.description, ''] : []),
    '| Field | Type | Default | Meaning |',
    '|---|---|---|---|',
    ...fields.map(
      ([name, field]) =>
        `| \`${name}\` | ${typeOf(field)} | ${defaultOf(
          field,
          required.includes(name),
        )} | ${cell(field)} |`,
    ),
    '',
    ...rules(schema),
    ...fields.flatMap(([name, field]) =>
      section(`${path}.${name}${field.items ? '[]' : ''}`, field),
    ),
  ];
}

function fieldsOf(schema: StructuralSchema | undefined) {
  return schema?.items?.properties ?? schema?.properties ?? {};
}

function rules(schema: StructuralSchema): string[] {
  const stated = schema['x-kubernetes-validations'] ?? [];
  if (stated.length === 0) return [];
  return ['Rules:', '', ...stated.map(({ message }) => `- ${message}`), ''];
}

function typeOf(schema: StructuralSchema): string {
  const { items, additionalProperties } = schema;
  if (items) return `list of ${typeOf(items)}`;
  if (additionalProperties) return `map to ${typeOf(additionalProperties)}`;
  return schema.nullable ? `${schema.type} or null` : schema.type;
}

function defaultOf(schema: StructuralSchema, required: boolean): string {
  if (required) return 'required';
  if (schema.default === undefined) return '';
  // An object that is there by default says in its own table what is in it.
  if (schema.properties) return '';
  return `\`${JSON.stringify(schema.default)}\``;
}

function cell(schema: StructuralSchema): string {
  const one = schema.items ?? schema;
  return [
    schema.description,
    one.enum && `One of ${one.enum.map(word => `\`${word}\``).join(', ')}.`,
    bounds(schema),
  ]
    .filter(Boolean)
    .join(' ')
    .replaceAll('|', '\\|');
}

function bounds({ minimum, maximum }: StructuralSchema): string | undefined {
  if (minimum !== undefined && maximum !== undefined)
    return `${minimum} to ${maximum}.`;
  return minimum === undefined ? undefined : `At least ${minimum}.`;
}
