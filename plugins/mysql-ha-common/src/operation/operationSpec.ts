import { z } from 'zod';
import { MAX_NAME_LENGTH } from '../constants';

/** What can be done to a cluster once. @public */
export const operationTypeSchema = z.enum([
  'Switchover',
  'Failover',
  'Rebuild',
  'Restart',
  'Fence',
  'Unfence',
  'RotatePasswords',
]);

/** Operations that are about one instance and can't choose it by themselves. */
const TARGETED_OPERATIONS = ['Rebuild', 'Restart', 'Fence', 'Unfence'] as const;

const MAX_REASON_LENGTH = 500;

/** The fields of an operation beside the cluster that it is for; the API takes them as a body. */
export const operationFields = {
  type: operationTypeSchema.describe(
    'Switchover hands the primary’s role on while everything is well. Failover replaces a primary that is lost. Rebuild fills a replica anew from another one. Restart restarts an instance. Fence closes an instance to clients until Unfence opens it: a replica goes on replicating, a primary takes no writes and nobody takes its place meanwhile. RotatePasswords gives the application and the engine’s own users new passwords, without a pause; the application’s old one works for 24 hours more.',
  ),
  target: z
    .string()
    .min(1)
    .max(MAX_NAME_LENGTH + 2)
    .optional()
    .describe(
      'The instance, e.g. `orders-1`: who leads after a Switchover or Failover (left out: the best one), or whom the others are about.',
    ),
  force: z
    .boolean()
    .default(false)
    .describe(
      'Failover only: accept that acknowledged transactions may be lost. The plan names them; look at it first with `dryRun`.',
    ),
  reason: z
    .string()
    .max(MAX_REASON_LENGTH)
    .optional()
    .describe('Why, for the record. A forced Failover needs it.'),
  dryRun: z
    .boolean()
    .default(false)
    .describe('Say what would be done, in `status.plan`, and change nothing.'),
} as const;

/** A rule over the fields of an operation, for the API server in CEL and for the HTTP API in TypeScript. */
export interface OperationRule {
  readonly rule: string;
  readonly message: string;
  readonly field: 'target' | 'force' | 'reason';
  readonly holds: (operation: {
    readonly type: z.output<typeof operationTypeSchema>;
    readonly target?: string;
    readonly force: boolean;
    readonly reason?: string;
  }) => boolean;
}

/** Rules that span fields. */
export const OPERATION_RULES: readonly OperationRule[] = [
  {
    field: 'target',
    rule: `!(self.type in [${TARGETED_OPERATIONS.map(t => `'${t}'`).join(
      ', ',
    )}]) || has(self.target)`,
    message:
      'Rebuild, Restart, Fence and Unfence need a target: name the instance, e.g. orders-1.',
    holds: ({ type, target }) =>
      !TARGETED_OPERATIONS.some(one => one === type) || target !== undefined,
  },
  {
    field: 'target',
    rule: "self.type != 'RotatePasswords' || !has(self.target)",
    message:
      'RotatePasswords is about the whole cluster, as its instances have the same accounts: leave target out.',
    holds: ({ type, target }) =>
      type !== 'RotatePasswords' || target === undefined,
  },
  {
    field: 'force',
    rule: "!has(self.force) || !self.force || self.type == 'Failover'",
    message:
      'Only a Failover can be forced: leave force out. The other types never lose a transaction.',
    holds: ({ type, force }) => !force || type === 'Failover',
  },
  {
    field: 'reason',
    rule: '!has(self.force) || !self.force || (has(self.reason) && size(self.reason.trim()) > 0)',
    message:
      'A forced Failover may lose acknowledged transactions, so it needs a reason for the record: set reason to a sentence that says why.',
    holds: ({ force, reason }) => !force || Boolean(reason?.trim()),
  },
];

/** `spec` of a MySQLOperation: fixed from the moment it is made. @public */
export const operationSpecSchema = z
  .object({
    clusterName: z
      .string()
      .min(1)
      .max(MAX_NAME_LENGTH)
      .describe('The MySQLCluster, in the same namespace.'),
    ...operationFields,
  })
  .meta({
    'x-kubernetes-validations': [
      {
        rule: 'self == oldSelf',
        message:
          'spec can’t be changed, as an operation is done once: create another MySQLOperation.',
      },
      ...OPERATION_RULES.map(({ rule, message, field }) => ({
        rule,
        message,
        fieldPath: `.${field}`,
      })),
      {
        rule: "!has(self.target) || self.target.startsWith(self.clusterName + '-')",
        message:
          'target must be an instance of the cluster: they are called <clusterName>-0, <clusterName>-1 and so on.',
        fieldPath: '.target',
      },
    ],
  });

/** What can be done to a cluster once. @public */
export type OperationType = z.output<typeof operationTypeSchema>;

/** `spec` of a MySQLOperation with all defaults in place. @public */
export type OperationSpec = z.output<typeof operationSpecSchema>;
