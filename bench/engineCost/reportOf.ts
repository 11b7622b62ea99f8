import { Report } from '../report/Report';
import { summaryOf } from '../report/summary';
import { INSTANCES } from './instances';
import { CALM_SECONDS, Figures, KILLS, MEASURED_SECONDS } from './measure';

/** A row for each size. */
export function reportOf(figures: readonly Figures[]): Report {
  return {
    title: 'What the engine costs',
    what: `One operator process looks after so many clusters of ${INSTANCES} instances. The servers are fakes in another process that speak MySQL’s protocol over TLS, one address each; Kubernetes is in the engine’s own memory, which is counted against it. After ${CALM_SECONDS} s of calm, ${MEASURED_SECONDS} s are measured; then primaries of up to ${KILLS} clusters are killed one after another. Detection ends when the engine has recorded that it acts (\`status.fence\`), failover when \`status.primary\` names another one.`,
    head: [
      'clusters',
      'probes/s',
      'statements/s',
      'CPU of one core',
      'memory',
      'event loop delay p50 / p99 / max',
      'detection p50',
      'detection max',
      'failover p50',
    ],
    rows: figures.map(rowOf),
    notes: [
      'The delay of the event loop includes the 5 ms of its sampling.',
      'Real servers answer later than these: the figures are the engine’s part.',
    ],
    raw: figures,
  };
}

function rowOf(one: Figures): readonly (string | number)[] {
  const { delayP50, delayP99, delayMax, detectionMs, failoverMs } = one;
  return [
    one.clusters,
    Math.round(one.probesPerSecond),
    Math.round(one.statementsPerSecond),
    `${(one.cpu * 100).toFixed(1)} %`,
    `${Math.round(one.rssMiB)} MiB`,
    `${delayP50.toFixed(1)} / ${delayP99.toFixed(1)} / ${inMs(delayMax)}`,
    inMs(summaryOf(detectionMs).p50),
    inMs(summaryOf(detectionMs).max),
    inMs(summaryOf(failoverMs).p50),
  ];
}

function inMs(value: number): string {
  return `${Math.round(value)} ms`;
}
