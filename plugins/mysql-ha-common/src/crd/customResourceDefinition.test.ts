import { resourceSchema } from './customResourceDefinition';
import { RESOURCE_KINDS } from './resourceKinds';
import { StructuralSchema } from './structuralSchema';

function undescribed(schema: StructuralSchema, path: string): string[] {
  return Object.entries(
    schema.properties ?? schema.items?.properties ?? {},
  ).flatMap(([name, field]) => [
    ...(field.description ? [] : [`${path}.${name}`]),
    ...undescribed(field, `${path}.${name}`),
  ]);
}

describe.each(RESOURCE_KINDS.map(kind => [kind.kind, kind] as const))(
  'the definition of %s',
  (_, kind) => {
    const { spec, status } = resourceSchema(kind).properties ?? {};

    it('describes each field', () => {
      expect(spec && undescribed(spec, 'spec')).toEqual([]);
      expect(status && undescribed(status, 'status')).toEqual([]);
    });

    it('has a column for each question that `kubectl get` should answer', () => {
      for (const { jsonPath } of kind.columns) {
        const [, part, field] = jsonPath.split('.');
        if (part === 'metadata') continue;
        expect({ spec, status }[part]?.properties?.[field]).toBeDefined();
      }
    });
  },
);
