import { RoundResult } from '../RoundResult';

/** One round in a line. */
export function roundInWords(result: RoundResult): string {
  return [
    `${result.round}. ${result.scenario}:`,
    `outage ${seconds(result.outageMs)},`,
    `detected after ${
      result.detectionMs === undefined ? '–' : seconds(result.detectionMs)
    },`,
    `commits ${result.acknowledged} acknowledged, ${result.unknown} unknown, ${result.lost} lost,`,
    `${result.reads} reads, ${result.samples} samples, ${result.seconds.toFixed(
      0,
    )} s:`,
    result.failures.length === 0 ? 'passed' : 'FAILED',
  ].join(' ');
}

/** Its failures, and where to look. */
export function failuresInWords({ failures, evidence }: RoundResult): string {
  return [
    ...failures.map(failure => `   - ${failure.split('\n')[0]}`),
    ...(evidence ? [`   see ${evidence}`] : []),
  ].join('\n');
}

/** Milliseconds as seconds. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
