import { Fault, Schedule } from './Schedule';

/** A schedule in lines that a person reads. */
export function describeSchedule(schedule: Schedule): readonly string[] {
  const { instances, promised, operators, faults, healAt, minSecondsBetween } =
    schedule;
  return [
    `${instances} instances, ${promised}, ${operators} operator${
      operators === 1 ? '' : 's'
    }, minSecondsBetween ${minSecondsBetween}`,
    ...faults.map(({ at, fault }) => `${seconds(at)}  ${describeFault(fault)}`),
    `${seconds(healAt)}  all is mended`,
  ];
}

/** A fault in a line. */
export function describeFault(fault: Fault): string {
  const { kind, ...details } = fault;
  return [
    kind,
    ...Object.entries(details).map(([name, value]) => `${name}=${value}`),
  ].join(' ');
}

/** Milliseconds as seconds, right-aligned. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3).padStart(8)} s`;
}
