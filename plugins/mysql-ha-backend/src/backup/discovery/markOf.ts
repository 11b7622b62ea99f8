import { createHash } from 'node:crypto';

/** A short mark of an artifact’s path, as the agent makes it: see its discovery/markOf.ts. */
export function markOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
