import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { backupMethodSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Where artifacts lie; the keys come from mounted Secrets, so nothing in it is secret. */
const store = z.union([
  z.object({
    kind: z.literal('s3'),
    bucket: z.string(),
    prefix: z.string().optional(),
    region: z.string().optional(),
    endpoint: z.string().optional(),
    forcePathStyle: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('azure'),
    container: z.string(),
    prefix: z.string().optional(),
    endpoint: z.string().optional(),
  }),
]);

const artifact = {
  store,
  /** The artifact, below the store’s prefix. */
  path: z.string().min(1),
};

const common = { ...artifact, scratch: z.string().min(1) };

const server = z.object({
  name: z.string(),
  host: z.string(),
  port: z.number().int().default(3306),
});

/** The settings of a Job, by its verb. */
export const settingsSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('probe'), store }),
  z.object({
    verb: z.literal('discover'),
    store,
    /** Of one namespace’s clusters alone. */
    namespace: z.string().min(1).optional(),
    /** Marks of the artifacts that are known, with spaces between them. */
    known: z.string().default(''),
    /** So many are told at most. */
    most: z.number().int().min(1).default(100),
  }),
  z.object({
    verb: z.literal('describe'),
    ...artifact,
    /** Finds the backup and the archive for it; `path` may be a cluster’s folder then. Exactly one of both. */
    pointInTime: z
      .object({ time: z.string().optional(), gtidSet: z.string().optional() })
      .optional(),
    /** For a segment of the archive. */
    scratch: z.string().min(1).optional(),
  }),
  z.object({
    verb: z.literal('backup'),
    ...common,
    id: z.string().optional(),
    cluster: z.object({
      namespace: z.string(),
      name: z.string(),
      databaseOf: z.string().optional(),
    }),
    clusterSpec: z.record(z.string(), z.unknown()).optional(),
    method: backupMethodSchema,
    databases: z.array(z.string()).default([]),
    source: server,
  }),
  z.object({
    verb: z.literal('remove'),
    ...artifact,
    /** Removes only what never became a backup; a finished one of this request is told instead. */
    unlessFinished: z.string().optional(),
  }),
  z.object({
    verb: z.literal('restore'),
    ...common,
    databases: z.array(z.string()).default([]),
    datadir: z.string().min(1),
    /** Up to when archived transactions are applied; exactly one of `time` and `gtidSet`. */
    pointInTime: z
      .object({
        /** The archive, below the store’s prefix. */
        archive: z.string().min(1),
        time: z.string().optional(),
        gtidSet: z.string().optional(),
      })
      .optional(),
  }),
  z.object({ verb: z.literal('verify'), ...common }),
  z.object({
    verb: z.literal('retire'),
    store,
    /** Of this namespace’s clusters. */
    namespace: z.string().min(1),
    /** Paths of the archives that somebody goes on with. */
    kept: z.array(z.string()).default([]),
  }),
  z.object({
    verb: z.literal('archive'),
    ...common,
    cluster: z.object({
      namespace: z.string(),
      name: z.string(),
      uid: z.string().optional(),
    }),
    /** All of the cluster; which one is the primary is found out. */
    instances: z.array(server).min(1),
    /** The folder of the cluster’s backups: what can be restored is told, what none of them needs is deleted. */
    backups: z.string().min(1).optional(),
    /** Who has the password of MySQL may ask there what a moment ends with. */
    answers: z.object({ port: z.number().int() }).optional(),
  }),
]);

/** The settings of a Job. */
export type Settings = z.output<typeof settingsSchema>;

/** The settings of a Job as whoever makes the Job writes them. @public */
export type JobSettings = z.input<typeof settingsSchema>;

/** Reads them from the file that `MYSQLHA_SETTINGS` names. @throws Error with what is wrong in it */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const path = env.MYSQLHA_SETTINGS;
  if (!path)
    throw new Error(
      'MYSQLHA_SETTINGS is not set: let it name the file with the Job’s settings.',
    );
  const parsed = settingsSchema.safeParse(
    JSON.parse(readFileSync(path, 'utf8')),
  );
  if (parsed.success) return parsed.data;
  throw new Error(
    `${path} is not a Job’s settings: ${z.prettifyError(parsed.error)}`,
  );
}
