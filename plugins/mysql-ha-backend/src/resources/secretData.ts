import { z } from 'zod';
import { KubernetesObject } from '../kubernetes/types';

const secretSchema = z.looseObject({
  data: z.record(z.string(), z.base64()).nullish(),
});

/** A Secret, as far as mysql-ha fills it. */
export interface Secret extends KubernetesObject {
  readonly kind: 'Secret';
  readonly type: 'Opaque';
  /** Values in base64. */
  readonly data: Readonly<Record<string, string>>;
}

/** The texts in a Secret; none for a Secret that is missing. */
export function readSecret(
  secret: KubernetesObject | undefined,
): Readonly<Record<string, string | undefined>> {
  const { data } = secretSchema.parse(secret ?? {});
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString('utf8'),
    ]),
  );
}

/** Texts as a Secret holds them. */
export function secretData(texts: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      Buffer.from(text, 'utf8').toString('base64'),
    ]),
  );
}
