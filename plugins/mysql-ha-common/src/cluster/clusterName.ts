import { z } from 'zod';
import { MAX_NAME_LENGTH } from '../constants';

const NAME_PATTERN = '^[a-z]([a-z0-9-]*[a-z0-9])?$';

/**
 * Names whose database or user would be one of MySQL’s or mysql-ha’s own. The app’s database is the name with `-` as `_`,
 * and the app may create databases that begin with it: `performance` would be granted `performance\_%`.
 */
const RESERVED = [
  'information',
  'information-schema',
  'mysql',
  'performance',
  'performance-schema',
  'root',
  'sys',
] as const;

/** mysql-ha’s own users and its schema begin with this. */
const RESERVED_PREFIX = 'mysqlha';

const TOO_LONG = `may have at most ${MAX_NAME_LENGTH} characters, because the database user carries it and MySQL allows ${MAX_NAME_LENGTH}: choose a shorter one`;
const WRONG_SHAPE =
  'must be a DNS label: lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit, e.g. orders-eu';
const IS_RESERVED = `can’t be ${RESERVED.join(
  ', ',
)} or begin with ${RESERVED_PREFIX}, because MySQL or mysql-ha has a schema or user of that name: choose another one, e.g. orders`;

/** What a cluster may be called. @public */
export const clusterNameSchema = z
  .string()
  .min(1, 'name is missing: give the cluster a name such as orders')
  .max(MAX_NAME_LENGTH, `name ${TOO_LONG}`)
  .regex(new RegExp(NAME_PATTERN), `name ${WRONG_SHAPE}`)
  .refine(
    name =>
      !RESERVED.some(reserved => reserved === name) &&
      !name.startsWith(RESERVED_PREFIX),
    `name ${IS_RESERVED}`,
  );

/** The same rules for the API server: a CRD can only state them on the whole object, in CEL. */
export const nameRules = [
  {
    rule: `size(self.metadata.name) <= ${MAX_NAME_LENGTH}`,
    message: `metadata.name ${TOO_LONG}.`,
  },
  {
    rule: `self.metadata.name.matches('${NAME_PATTERN}')`,
    message: `metadata.name ${WRONG_SHAPE}.`,
  },
  {
    rule: `!(self.metadata.name in [${RESERVED.map(name => `'${name}'`).join(
      ', ',
    )}]) && !self.metadata.name.startsWith('${RESERVED_PREFIX}')`,
    message: `metadata.name ${IS_RESERVED}.`,
  },
] as const;
