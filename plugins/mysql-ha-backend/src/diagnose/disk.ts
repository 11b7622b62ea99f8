import { InstanceSnapshot } from '../observe';
import { diskLevels } from './diskLevels';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** Less than this, and mysqld waits for space at its next write: a binary log grows by more in a moment. */
const FULL_BYTES = 16 * MIB;

/** What an instance's supervisor says of its volume; nothing while it does not say it. */
export interface Disk {
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** Nothing more fits. */
  readonly full: boolean;
  /** Somebody should give it more before it is full. */
  readonly low: boolean;
}

/** The volume under the data directory. */
export function diskOf(
  instance: InstanceSnapshot | undefined,
): Disk | undefined {
  const disk = instance?.supervisor?.disk;
  if (!disk || disk.totalBytes === 0) return undefined;
  const { freeBytes, totalBytes } = disk;
  return {
    freeBytes,
    totalBytes,
    full: freeBytes < FULL_BYTES,
    low: freeBytes < diskLevels(totalBytes).low,
  };
}

/** Bytes as a person reads them. */
export function bytesInWords(bytes: number): string {
  return bytes >= GIB
    ? `${(bytes / GIB).toFixed(1)} GiB`
    : `${Math.floor(bytes / MIB)} MiB`;
}
