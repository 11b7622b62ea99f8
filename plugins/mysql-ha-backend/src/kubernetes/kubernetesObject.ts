import { z } from 'zod';
import { KubernetesObject, ObjectKey } from './types';

const ownerReferenceSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.boolean().optional(),
  blockOwnerDeletion: z.boolean().optional(),
});

const strings = z.record(z.string(), z.string());

/** Any object as the API server gives it; what is not named here is carried along. */
export const kubernetesObjectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z
    .looseObject({
      name: z.string(),
      namespace: z.string().optional(),
      uid: z.string().optional(),
      resourceVersion: z.string().optional(),
      generation: z.number().optional(),
      creationTimestamp: z.string().nullish(),
      deletionTimestamp: z.string().optional(),
      labels: strings.optional(),
      annotations: strings.optional(),
      ownerReferences: z.array(ownerReferenceSchema).optional(),
    })
    .transform(({ managedFields: _, creationTimestamp, ...metadata }) => ({
      ...metadata,
      ...(creationTimestamp ? { creationTimestamp } : {}),
    })),
});

/** Parses what the API server sent. `managedFields` goes: nobody reads it and it is most of an object's bytes. */
export function parseKubernetesObject(value: unknown): KubernetesObject {
  return kubernetesObjectSchema.parse(value);
}

/** The key of an object. */
export function keyOf(object: KubernetesObject): ObjectKey {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.metadata.namespace,
    name: object.metadata.name,
  };
}
