import { summaryOf } from './summary';

const WIDTH = 720;
const HEIGHT = 240;
const LEFT = 56;
const BOTTOM = 32;
const TOP = 16;

/** Outages by round as bars, with lines for p50 and p95; in seconds. */
export function outagePlot(outagesMs: readonly number[]): string {
  const { p50, p95, max } = summaryOf(outagesMs);
  const top = Math.max(1_000, Math.ceil(max / 500) * 500);
  const y = (ms: number) =>
    Math.round(TOP + (1 - ms / top) * (HEIGHT - TOP - BOTTOM));
  const step = (WIDTH - LEFT - 16) / outagesMs.length;
  const bars = outagesMs.map((ms, round) => {
    const x = Math.round(LEFT + round * step + step * 0.2);
    return `<rect x="${x}" y="${y(ms)}" width="${Math.round(
      step * 0.6,
    )}" height="${y(0) - y(ms)}" fill="#4a7ebb"><title>round ${
      round + 1
    }: ${Math.round(ms)} ms</title></rect>`;
  });
  const ticks = Array.from({ length: 5 }, (_, i) => (top / 4) * i).map(
    ms =>
      `<text x="${LEFT - 8}" y="${y(ms) + 4}" text-anchor="end">${(
        ms / 1000
      ).toFixed(2)} s</text><line x1="${LEFT}" x2="${WIDTH - 16}" y1="${y(
        ms,
      )}" y2="${y(ms)}" stroke="#8884"/>`,
  );
  const mark = (name: string, ms: number) =>
    `<line x1="${LEFT}" x2="${WIDTH - 16}" y1="${y(ms)}" y2="${y(
      ms,
    )}" stroke="#c0504d" stroke-dasharray="4 3"/><text x="${WIDTH - 16}" y="${
      y(ms) - 4
    }" text-anchor="end" fill="#c0504d">${name} ${(ms / 1000).toFixed(
      2,
    )} s</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#777">`,
    '<title>Write outage of each round, as the client saw it</title>',
    ...ticks,
    ...bars,
    mark('p50', p50),
    mark('p95', p95),
    `<text x="${(LEFT + WIDTH) / 2}" y="${
      HEIGHT - 8
    }" text-anchor="middle">round</text>`,
    '</svg>',
    '',
  ].join('\n');
}
