import { constants } from 'node:zlib';

/**
 * What comes out of a compressor or decompressor at once. Node’s own 16 KiB ask a thread of its pool for each eighth of a
 * block of zstd, and everyone who handles a chunk eight times as often.
 */
const chunkSize = 256 * 1024;

/** How streams are compressed. */
export const compression = {
  chunkSize,
  params: { [constants.ZSTD_c_compressionLevel]: 1 },
};

/** How they are read again, whatever they were compressed with. */
export const decompression = { chunkSize };
