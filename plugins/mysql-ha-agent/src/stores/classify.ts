import { z } from 'zod';
import { StoreFailure, codeOf } from './StoreError';

/** Where the SDKs put the status of an answer: S3’s, and Azure’s. */
const withStatus = z.object({
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
  statusCode: z.number().optional(),
});

/**
 * Codes of S3 (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html), of Azure Blob
 * (https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes), of Node’s TLS and of the system.
 */
const codes: Readonly<Record<StoreFailure, readonly string[]>> = {
  unreachable: [
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ETIMEDOUT',
    'EPIPE',
    'TimeoutError',
    'REQUEST_SEND_ERROR',
  ],
  unavailable: [
    'SlowDown',
    'ServiceUnavailable',
    'ServerBusy',
    'InternalError',
    'OperationTimedOut',
  ],
  certificate: [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
  keys: [
    'InvalidAccessKeyId',
    'SignatureDoesNotMatch',
    'AuthenticationFailed',
    // Azurite says so when the signature is wrong; Azure itself when a firewall of the account refuses.
    'AuthorizationFailure',
    'InvalidAuthenticationInfo',
  ],
  container: ['NoSuchBucket', 'ContainerNotFound', 'ContainerBeingDeleted'],
  permission: [
    'AccessDenied',
    'AllAccessDisabled',
    'MethodNotAllowed',
    'ObjectLocked',
    'AuthorizationPermissionMismatch',
    'InsufficientAccountPermissions',
    'BlobImmutableDueToPolicy',
  ],
  region: [
    'PermanentRedirect',
    'AuthorizationHeaderMalformed',
    'IllegalLocationConstraintException',
  ],
  clock: ['RequestTimeTooSkewed'],
  full: [
    'QuotaExceeded',
    'XMinioStorageFull',
    'InsufficientStorage',
    'InsufficientCapacity',
    'ENOSPC',
  ],
  missing: ['NoSuchKey', 'BlobNotFound', 'NotFound', 'ResourceNotFound'],
  aborted: ['AbortError', 'ABORT_ERR'],
  other: [],
};

const failures = new Map(
  Object.entries(codes).flatMap(([failure, list]) =>
    list.map(code => [code, failure as StoreFailure] as const),
  ),
);

/** What a thrown thing of an SDK means. */
export function classify(cause: unknown): StoreFailure {
  const named = failures.get(codeOf(cause));
  if (named) return named;
  // Azure’s client wraps what the system said of a connection into an error of its own, as words.
  const words = cause instanceof Error ? cause.message : '';
  for (const [code, failure] of failures)
    if (/^[A-Z0-9_]{5,}$/.test(code) && words.includes(code)) return failure;
  if (/self-signed certificate|unable to verify/.test(words))
    return 'certificate';
  return byStatus(statusOf(cause));
}

/** A proxy before the store answers with a number alone. */
function byStatus(status: number): StoreFailure {
  if (status === 507) return 'full';
  return status >= 500 || status === 429 ? 'unavailable' : 'other';
}

function statusOf(cause: unknown): number {
  const read = withStatus.safeParse(cause);
  if (!read.success) return 0;
  return read.data.$metadata?.httpStatusCode ?? read.data.statusCode ?? 0;
}
