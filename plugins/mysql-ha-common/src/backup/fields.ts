import { z } from 'zod';
import { MAX_NAME_LENGTH } from '../constants';

/** The MySQLCluster of a backup. It may be gone: backups outlive it. */
export const clusterNameField = z
  .string()
  .min(1)
  .max(MAX_NAME_LENGTH)
  .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, {
    message: 'must be the name of a MySQLCluster, e.g. orders',
  });

/** A database’s name; MySQL allows 64 characters. */
const databaseName = z.string().min(1).max(64);

/** Databases to be saved or restored. */
export const databasesField = z
  .array(databaseName)
  .max(200)
  .meta({ 'x-kubernetes-list-type': 'set' });

/** A path below a location’s prefix. */
export const artifactPath = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^/].*$/, {
    message:
      'must be relative to the location’s prefix, without a leading slash',
  });

/** A GTID set in MySQL’s own notation. */
export const gtidSetField = z.string().min(1).max(16384);

/** A moment: RFC 3339 with up to six decimals of a second, as MySQL keeps them. */
export const instantField = z
  .string()
  .max(40)
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/,
    { message: 'must be RFC 3339 with a zone, e.g. 2026-05-01T10:00:00.250Z' },
  );
