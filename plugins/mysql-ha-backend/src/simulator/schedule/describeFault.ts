import { Fault, Relay, Schedule } from './Schedule';

/** A schedule in lines that a person reads. */
export function describeSchedule(schedule: Schedule): readonly string[] {
  const { instances, promised, operators, faults, healAt, minSecondsBetween } =
    schedule;
  const { relays = [] } = schedule;
  return [
    `${instances} instances, ${promised}, ${operators} operator${
      operators === 1 ? '' : 's'
    }, minSecondsBetween ${minSecondsBetween}`,
    ...(schedule.follows ? ['it follows a MySQL outside'] : []),
    ...(schedule.rotates ? ['it has passwords'] : []),
    ...(schedule.isHeavy ? ['its transactions are large'] : []),
    ...(schedule.schedulesEvents ? ['it has a scheduled event'] : []),
    ...(relays.length > 0 ? [`relays ${describeRelays(relays)}`] : []),
    ...faults.map(({ at, fault }) => `${seconds(at)}  ${describeFault(fault)}`),
    `${seconds(healAt)}  all is mended`,
  ];
}

/** A fault in a line. */
export function describeFault(fault: Fault): string {
  if (fault.kind === 'placeRelays') {
    return `placeRelays ${describeRelays(fault.relays)}`;
  }
  const { kind, ...details } = fault;
  return [
    kind,
    ...Object.entries(details).map(([name, value]) => `${name}=${value}`),
  ].join(' ');
}

function describeRelays(relays: readonly Relay[]): string {
  return (
    relays
      .map(({ instance, below }) => `${instance} above ${below.join()}`)
      .join('; ') || 'none'
  );
}

/** Milliseconds as seconds, right-aligned. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3).padStart(8)} s`;
}
