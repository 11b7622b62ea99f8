import { createHash } from 'node:crypto';

/** Of 48 bits: among ten thousand backups two have the same one with a chance of one to five million. */
const digits = 12;

/**
 * A short mark of an artifact’s path: thousands of them fit into the settings of a Job. Whoever makes the settings computes
 * it alike: the first twelve hexadecimal digits of the path’s sha256.
 */
export function markOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, digits);
}
