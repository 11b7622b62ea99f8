import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { Arena } from './Arena';
import { Clients } from './Clients';
import { longestOutage } from './ledger/outage';
import { RecordWatch } from './RecordWatch';
import { RoundResult } from './RoundResult';
import { sawTooLittle } from './sawTooLittle';
import { Scenario } from './Scenario';
import { LocalSessions } from './servers/LocalSessions';
import { Sample } from './servers/Sample';
import { twoCommitters } from './servers/twoCommitters';
import { unpromised } from './servers/unpromised';
import { verifyRound } from './verifyRound';

/** When what was done, by `performance.now()`; infinite before. */
export interface Moments {
  readonly startedAt: number;
  faultAt: number;
  /** The same by the wall clock, in milliseconds, as the engine's records are. */
  faultTime: number;
  endedAt: number;
}

/** All that a round left behind. */
export interface Played {
  readonly scenario: Scenario;
  readonly arena: Arena;
  readonly database: DatabaseUnderTest;
  readonly sessions: LocalSessions;
  readonly clients: Clients;
  readonly record: RecordWatch;
  readonly samples: readonly Sample[];
  readonly moments: Readonly<Moments>;
}

/** The clocks of the engine's records and of this process are one; a record may be rounded. */
const ROUNDING_MS = 50;

/** Looks at what is there, and at what was seen meanwhile. */
export async function judgeRound(
  played: Played,
): Promise<
  Pick<RoundResult, 'outageMs' | 'detectionMs' | 'lost' | 'failures'>
> {
  const { scenario, arena, database, clients, record, samples } = played;
  const { startedAt, faultAt, faultTime, endedAt } = played.moments;
  const servers = new Map([
    ...(database.status.instances ?? []).flatMap(({ name, serverUuid }) =>
      serverUuid ? [[serverUuid, name] as const] : [],
    ),
    ...samples.map(({ uuid, instance }) => [uuid, instance] as const),
  ]);
  const { lost, failures } = await verifyRound(
    database,
    played.sessions,
    clients,
    { instances: arena.instances, leaders: record.leaders, servers },
  );
  const incidents = (database.status.incidents ?? []).filter(
    ({ startedAt: at }) => Date.parse(at) >= faultTime - ROUNDING_MS,
  );
  const wrong = scenario.judge?.(incidents);
  const outageMs = longestOutage(
    clients.acknowledgedSince(faultAt),
    faultAt,
    endedAt,
  );
  const incident = incidents.at(-1);
  return {
    outageMs,
    detectionMs: incident
      ? Math.max(0, Date.parse(incident.startedAt) - faultTime)
      : undefined,
    lost,
    failures: [
      ...failures,
      ...record.findings,
      ...twoCommitters(samples, startedAt),
      ...(scenario.alone ? [] : unpromised(samples, startedAt)),
      ...sawTooLittle({
        ...{ samples, faultAt, instances: arena.instances },
        reads: clients.reader.reads,
      }),
      ...(scenario.writesReturn === 'during' &&
      outageMs > scenario.within * 1_000
        ? [
            `nobody could write for ${(outageMs / 1_000).toFixed(1)} s, and ${
              scenario.within
            } s are the bound`,
          ]
        : []),
      ...(wrong ? [`what the engine did: ${wrong}`] : []),
    ],
  };
}
