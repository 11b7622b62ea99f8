import { z } from 'zod';
import { KubernetesObject } from '../types';

const leaseSchema = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  spec: z
    .object({
      holderIdentity: z.string().nullish(),
      leaseDurationSeconds: z.number().nullish(),
      leaseTransitions: z.number().nullish(),
    })
    .default({}),
});

/** What matters of a Lease object. Its times are for people only: no clock is ever compared with them. */
export interface LeaseRecord {
  readonly resourceVersion: string;
  /** Empty when it was released. */
  readonly holder: string;
  readonly durationMs: number;
  readonly transitions: number;
}

/** Reads a Lease object. */
export function parseLease(object: KubernetesObject): LeaseRecord {
  const { metadata, spec } = leaseSchema.parse(object);
  return {
    resourceVersion: metadata.resourceVersion,
    holder: spec.holderIdentity ?? '',
    durationMs: (spec.leaseDurationSeconds ?? 0) * 1000,
    transitions: spec.leaseTransitions ?? 0,
  };
}

/** A time as MicroTime wants it, with exactly six digits after the second. */
export function microTime(wallClockMs: number): string {
  return new Date(wallClockMs).toISOString().replace('Z', '000Z');
}
