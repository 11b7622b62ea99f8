import { z } from 'zod';
import { KubernetesObject, ObjectKey } from '../../types';
import { Division } from './divide';
import { SHARES } from './shareOf';

/** The one object in which the division stands: a Lease that nobody holds, so that rights on Leases are enough. */
export const SHARE_RECORD = 'mysql-ha-operators';
const ANNOTATION = 'mysqlha.dev/shares';

const divisionSchema = z.record(
  z.string(),
  z.array(
    z
      .number()
      .int()
      .min(0)
      .max(SHARES - 1),
  ),
);

/** The division as it is recorded. */
export interface ShareRecord {
  readonly resourceVersion: string;
  /** undefined when it can't be read: then nobody knows who holds what. */
  readonly division?: Division;
}

/** Reads the record. */
export function parseShareRecord(object: KubernetesObject): ShareRecord {
  const { resourceVersion = '', annotations = {} } = object.metadata;
  return { resourceVersion, division: parseDivision(annotations[ANNOTATION]) };
}

/** A new record. */
export function newShareRecord(
  key: ObjectKey,
  division: Division,
): KubernetesObject {
  return {
    apiVersion: key.apiVersion,
    kind: key.kind,
    metadata: {
      name: key.name,
      namespace: key.namespace,
      annotations: annotationsOf(division),
    },
    spec: {},
  };
}

/** Changes the record at the version that was read, and at no other. */
export function shareRecordPatch(
  { resourceVersion }: ShareRecord,
  division: Division,
): Readonly<Record<string, unknown>> {
  return {
    metadata: { resourceVersion, annotations: annotationsOf(division) },
  };
}

function annotationsOf(division: Division): Record<string, string> {
  return { [ANNOTATION]: JSON.stringify(Object.fromEntries(division)) };
}

function parseDivision(text: string | undefined): Division | undefined {
  try {
    const division = new Map(
      Object.entries(divisionSchema.parse(JSON.parse(text ?? ''))),
    );
    const all = [...division.values()].flat();
    return new Set(all).size === all.length ? division : undefined;
  } catch {
    return undefined;
  }
}
