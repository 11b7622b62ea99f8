import { API_GROUP, API_VERSION } from '../constants';
import { ResourceKind } from './resourceKinds';
import { StructuralSchema, structuralSchema } from './structuralSchema';

/** The CustomResourceDefinition of a kind, as the API server takes it. */
export function customResourceDefinition(kind: ResourceKind) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.plural}.${API_GROUP}` },
    spec: {
      group: API_GROUP,
      scope: 'Namespaced',
      names: {
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural: kind.plural,
        singular: kind.singular,
        shortNames: kind.shortNames,
        categories: ['mysqlha'],
      },
      versions: [
        {
          name: API_VERSION,
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: kind.columns,
          schema: { openAPIV3Schema: resourceSchema(kind) },
        },
      ],
    },
  };
}

/** The schema of the whole object; what Kubernetes itself defines is left to it. */
export function resourceSchema(kind: ResourceKind): StructuralSchema {
  const { properties, ...schema } = structuralSchema(kind.schema);
  const { spec, status } = properties ?? {};
  if (!spec || !status)
    throw new Error(`${kind.kind} has no spec or no status`);
  const { default: _, ...statusSchema } = status;
  return {
    ...schema,
    required: ['spec'],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      // Kubernetes allows no more anyway; told so, the API server can bound the cost of the rules on the name.
      metadata: {
        type: 'object',
        properties: { name: { type: 'string', maxLength: 253 } },
      },
      spec,
      status: statusSchema,
    },
  };
}
