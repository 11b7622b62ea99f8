import { z } from 'zod';
import { GtidSet } from '../../gtid';

const flag = z.number().transform(value => value !== 0);
const gtidSet = z.string().transform(text => GtidSet.parse(text));
const microseconds = z.number().nullable();
const numeral = z.string().transform(Number);

/** What the facts query answers, as mysql2 gives it. */
export const factsRow = z.object({
  serverUuid: z.string(),
  serverId: z.number(),
  version: z.string(),
  readOnly: flag,
  superReadOnly: flag,
  offlineMode: flag,
  gtidExecuted: gtidSet,
  gtidPurged: gtidSet,
  sourceEnabled: flag,
  waitFor: z.number(),
  replicaEnabled: flag,
  status: z.object({
    Uptime: numeral,
    Rpl_semi_sync_source_clients: numeral,
    Rpl_semi_sync_source_wait_sessions: numeral,
    Rpl_semi_sync_replica_status: z.enum(['ON', 'OFF']),
  }),
  receiver: z
    .object({
      host: z.string(),
      port: z.number(),
      autoPosition: z.string(),
      sourceUuid: z.string(),
      state: z.enum(['ON', 'OFF', 'CONNECTING']),
      received: gtidSet,
      errorCode: z.number(),
      errorMessage: z.string(),
      heartbeatAge: microseconds,
      queuedAge: microseconds,
      queuedCommitAge: microseconds,
    })
    .nullable(),
  applier: z
    .object({
      state: z.enum(['ON', 'OFF']),
      coordinatorErrorCode: z.number().nullable(),
      coordinatorErrorMessage: z.string().nullable(),
      processingAge: microseconds,
    })
    .nullable(),
  workers: z
    .array(
      z.object({
        errorCode: z.number(),
        errorMessage: z.string(),
        applyingAge: microseconds,
        appliedAge: microseconds,
      }),
    )
    .nullable(),
  dumpThreads: z
    .array(z.object({ host: z.string(), serverUuid: z.string().nullable() }))
    .nullable(),
  term: z
    .union([
      z.object({ term: z.number(), primaryUuid: z.string() }),
      z.object({ created: z.unknown() }),
    ])
    .nullable(),
  members: z
    .union([
      z.object({
        cluster: z.string(),
        term: z.number(),
        revision: z.number(),
        members: z.array(z.string()),
        waitFor: z.number(),
        lowestWaitFor: z.number().nullable(),
      }),
      z.object({ created: z.unknown() }),
    ])
    .nullable(),
});

/** One answer of the facts query. */
export type FactsRow = z.infer<typeof factsRow>;
