import { z } from 'zod';
import { instantField } from '../backup/fields';

/** Query of `GET /clusters/:namespace/:name/newest-transaction`. @public */
export const newestTransactionQuerySchema = z.object({
  until: instantField.describe('The moment, inclusive.'),
});

const archivedTransactionSchema = z.object({
  gtid: z.string(),
  committedAt: z
    .string()
    .describe('On the primary, RFC 3339, UTC, with six decimals.'),
});

/**
 * Answer of `GET /clusters/:namespace/:name/newest-transaction`: what a restore to that moment would end with. Empty when
 * nothing was archived before it.
 * @public
 */
export const newestTransactionSchema = z.object({
  newest: archivedTransactionSchema
    .optional()
    .describe('The newest transaction that is archived.'),
  change: archivedTransactionSchema
    .optional()
    .describe('The newest one that is no heartbeat of the system.'),
  lookedBackTo: z
    .string()
    .optional()
    .describe(
      'Without `change`: from here until the moment there is nothing but heartbeats. RFC 3339.',
    ),
});

/** A transaction in an archive, as the API shows it. @public */
export type ArchivedTransactionView = z.output<
  typeof archivedTransactionSchema
>;
/** Answer of `GET /clusters/:namespace/:name/newest-transaction`. @public */
export type NewestTransaction = z.output<typeof newestTransactionSchema>;
