import { z } from 'zod';
import { backupMethodSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** What a manifest begins with; a reader of another format refuses instead of guessing. */
const FORMAT = 'mysqlha.dev/backup/v1';

/** One object of a stream. @public */
export const artifactObjectSchema = z.object({
  /** Below the store’s prefix. */
  key: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
});

/** A stream, compressed by zstd and cut into objects. @public */
export const artifactStreamSchema = z.object({
  content: z.enum(['tar', 'sql']),
  /** Before compression. */
  bytes: z.number().int(),
  objects: z.array(artifactObjectSchema),
});

/** What a table held. @public */
export const tableCheckSchema = z.object({
  schema: z.string(),
  table: z.string(),
  rows: z.string(),
  /** Of `CHECKSUM TABLE … EXTENDED`, or the agent’s own after a prefix; null for an engine that has none. */
  checksum: z.string().nullable(),
});

/** The last object of an artifact: without it there is no backup. @public */
export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  /** Of the request that made it: a run that was begun again knows its own work by it. */
  id: z.string().optional(),
  cluster: z.object({
    namespace: z.string(),
    name: z.string(),
    /** The application’s database is called after another cluster, whose data this one was made of. */
    databaseOf: z.string().optional(),
  }),
  method: backupMethodSchema,
  /** Of a Logical backup; empty: all, and the accounts. */
  databases: z.array(z.string()),
  /** The instance that the data came from. */
  source: z.string(),
  /** As `@@version` of its mysqld. */
  version: z.string(),
  gtidExecuted: z.string(),
  startedAt: z.string(),
  completedAt: z.string(),
  /** Before compression. */
  bytes: z.number().int(),
  /** In the store. */
  sizeBytes: z.number().int(),
  streams: z.array(artifactStreamSchema),
  /** Of a Physical backup, counted in the copy before it was uploaded. */
  tables: z.array(tableCheckSchema),
  /** Settings that the files on disk were made with and a server needs to read them. */
  server: z.record(z.string(), z.string()),
  /** The spec of the MySQLCluster, so that the store alone is enough to restore it. */
  clusterSpec: z.record(z.string(), z.unknown()).optional(),
});

/** The last object of an artifact. @public */
export type Manifest = z.output<typeof manifestSchema>;
/** A stream. @public */
export type ArtifactStream = z.output<typeof artifactStreamSchema>;
/** One object of a stream. @public */
export type ArtifactObject = z.output<typeof artifactObjectSchema>;
/** What a table held. @public */
export type TableCheck = z.output<typeof tableCheckSchema>;

/** The format that this agent writes. */
export const manifestFormat: Manifest['format'] = FORMAT;
