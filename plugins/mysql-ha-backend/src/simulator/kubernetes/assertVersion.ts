import { ConflictError } from '@backstage/errors';

/** Compare-and-swap. @throws ConflictError when a version is named that is not the newest */
export function assertVersion(
  live: { readonly resourceVersion?: string },
  asked: { readonly resourceVersion?: unknown },
): void {
  if (
    asked.resourceVersion !== undefined &&
    asked.resourceVersion !== live.resourceVersion
  ) {
    throw new ConflictError(
      `version ${String(asked.resourceVersion)} is not the newest (${
        live.resourceVersion
      })`,
    );
  }
}
