import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { z } from 'zod';

const statusSchema = z.object({
  kind: z.literal('Status'),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z.object({ name: z.string().optional() }).nullish(),
});

/** What the API server says when it does not do what was asked. */
export interface ApiFailure {
  readonly statusCode: number;
  readonly message: string;
  /** The object that the failure speaks of. */
  readonly objectName?: string;
}

/** Reads the API server's Status object, or whatever else a refusal came with. */
export function parseFailure(statusCode: number, body: unknown): ApiFailure {
  const status = statusSchema.safeParse(body);
  if (status.success) {
    return {
      statusCode,
      message: status.data.message ?? status.data.reason ?? 'no reason given',
      objectName: status.data.details?.name || undefined,
    };
  }
  const text = typeof body === 'string' ? body.trim().slice(0, 300) : '';
  return { statusCode, message: text || `HTTP status ${statusCode}` };
}

/** The error that a failure is thrown as; `what` names the request for a person. */
export function apiError(what: string, failure: ApiFailure): Error {
  const { statusCode, message } = failure;
  const sentence = `${what}: ${message}`;
  switch (statusCode) {
    case 400:
    case 422:
      return new InputError(sentence);
    case 401:
      return new NotAllowedError(
        `${sentence}. The API server does not know mysql-ha's credentials: renew them in the kubeconfig.`,
      );
    case 403:
      return new NotAllowedError(sentence);
    case 404:
      return new NotFoundError(
        failure.objectName
          ? sentence
          : `${sentence}. The API server does not know this kind: install the CRDs of mysql-ha (kubectl apply -f deploy/crds).`,
      );
    case 409:
      return new ConflictError(sentence);
    default:
      return new ServiceUnavailableError(sentence);
  }
}
