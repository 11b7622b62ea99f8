import { summaryOf } from '../../../bench/report/summary';
import { RoundResult } from '../RoundResult';
import { seconds } from './words';

/** All rounds of a run in a table, a line for each scenario. */
export interface ChaosTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Sums a run up. */
export function chaosTable(results: readonly RoundResult[]): ChaosTable {
  const names = [...new Set(results.map(result => result.scenario))];
  return {
    head: [
      'scenario',
      'rounds',
      'failed',
      'outage p50',
      'outage max',
      'detected p50',
      'acknowledged',
      'unknown',
      'lost',
    ],
    rows: names.map(name => {
      const own = results.filter(result => result.scenario === name);
      const total = (figure: (result: RoundResult) => number) =>
        own.reduce((sum, result) => sum + figure(result), 0);
      const outages = summaryOf(own.map(result => result.outageMs));
      const detections = own.flatMap(({ detectionMs }) => detectionMs ?? []);
      return [
        name,
        own.length,
        own.filter(({ failures }) => failures.length > 0).length,
        seconds(outages.p50),
        seconds(outages.max),
        detections.length > 0 ? seconds(summaryOf(detections).p50) : '–',
        total(result => result.acknowledged),
        total(result => result.unknown),
        total(result => result.lost),
      ];
    }),
  };
}
