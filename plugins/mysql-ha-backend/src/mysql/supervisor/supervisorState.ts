import { z } from 'zod';
import { FetchedTransactions, KeptTransactions } from '../binaryLogs';
import { GtidSet } from '../gtid';
import { SupervisorState } from './Supervisor';

const absent = <T extends z.ZodTypeAny>(type: T) =>
  type.nullish().transform(value => value ?? undefined);

/** The answer of GET /v1/state, see supervisor/README.md. */
export const supervisorState = z.object({
  bootId: z.string(),
  phase: z.enum([
    'Initialising',
    'Starting',
    'Running',
    'Stopping',
    'Stopped',
    'Crashed',
    'Unstartable',
  ]),
  message: absent(z.string()),
  mysqldPid: absent(z.number()),
  startedAt: absent(z.string()),
  starts: z.number(),
  lastExit: absent(
    z.object({
      code: absent(z.number()),
      signal: absent(z.string()),
      at: z.string(),
    }),
  ),
  selfFenced: z.boolean(),
  dataDirCreated: absent(z.boolean()),
  disk: absent(z.object({ totalBytes: z.number(), freeBytes: z.number() })),
  // A supervisor of an older operator does not say it.
  configuration: absent(z.string()).transform(hash => hash || undefined),
  bootstrap: absent(z.string()).transform(hash => hash || undefined),
  errors: z.array(z.string()),
  kept: absent(
    z.array(z.object({ at: z.string(), path: z.string(), gtids: z.string() })),
  ),
}) satisfies z.ZodType<SupervisorState>;

/** The answer of POST /v1/keep; an older supervisor names the folder, and no transactions. */
export const keptTransactions = z
  .object({
    path: z.string().optional(),
    folder: z.string().optional(),
    gtids: z.string().default(''),
    heartbeats: z.string().default(''),
  })
  .transform(({ path, folder, gtids, heartbeats }) => ({
    path: path || folder,
    gtids: GtidSet.parse(gtids),
    heartbeats: GtidSet.parse(heartbeats),
  })) satisfies z.ZodType<KeptTransactions>;

/** The answer of POST /v1/heartbeats. */
export const heartbeatTransactions = z
  .object({ gtids: z.string() })
  .transform(({ gtids }) => GtidSet.parse(gtids)) satisfies z.ZodType<GtidSet>;

/** The answer of POST /v1/fetch. */
export const fetchedTransactions = z.object({
  log: z.string(),
  gtids: z.string().transform(text => GtidSet.parse(text)),
}) satisfies z.ZodType<FetchedTransactions>;

/** The text of an answer that refuses, from `{"error": "…"}`. */
export const refusal = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'no JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.object({ error: z.string() }).transform(({ error }) => error));
