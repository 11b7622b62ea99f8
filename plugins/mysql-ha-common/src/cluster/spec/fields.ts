import { z } from 'zod';
import { MAX_NAME_LENGTH } from '../../constants';
import { QUANTITY_PATTERN } from '../quantity';

/** A Kubernetes quantity. */
export const quantity = z.string().max(32).regex(QUANTITY_PATTERN, {
  message: 'must be a Kubernetes quantity such as 10Gi, 512Mi or 500m',
});

/** Name of another object, or of a host: DNS allows 253 characters. */
export const objectName = z.string().min(1).max(253);

/** `<cluster>-<ordinal>`: the longest cluster name, a hyphen and one digit. */
export const instanceName = z
  .string()
  .min(1)
  .max(MAX_NAME_LENGTH + 2);

/** A Secret in the same namespace. */
export const secretRefSchema = z.object({
  name: objectName.describe('Name of a Secret in the same namespace.'),
});

/** A port that MySQL listens on. */
export const portSchema = z.number().int().min(1).max(65535).default(3306);

/** Labels or annotations. */
export const labels = z
  .record(z.string(), z.string())
  .meta({ maxProperties: 64 });

/** A part of Kubernetes’ own API, which the API server checks where it is used. */
export const looseObject = z
  .record(z.string(), z.unknown())
  .meta({ 'x-kubernetes-preserve-unknown-fields': true });
