import { samplesSince, seriesOf } from './series';
import { topOf } from './scale';

const at = (second: number) => new Date(second * 1_000).toISOString();

function history(samples: Array<[number, Record<string, number | null>]>) {
  return {
    samples: samples.map(([second, lagSeconds]) => ({
      at: at(second),
      lagSeconds,
    })),
  };
}

describe('lag series', () => {
  it('break where a lag is unknown', () => {
    const [series] = seriesOf(
      samplesSince(
        history([
          [0, { a: 1 }],
          [5, { a: null }],
          [10, { a: 2 }],
          [15, { a: 3 }],
        ]),
        0,
      ),
    );
    expect(series.pieces.map(piece => piece.map(p => p.seconds))).toEqual([
      [1],
      [2, 3],
    ]);
  });

  it('break where nobody looked for a while', () => {
    const [series] = seriesOf(
      samplesSince(
        history([
          [0, { a: 1 }],
          [5, { a: 1 }],
          [10, { a: 1 }],
          [60, { a: 1 }],
          [65, { a: 1 }],
        ]),
        0,
      ),
    );
    expect(series.pieces.map(piece => piece.length)).toEqual([3, 2]);
  });

  it('leave out what is older than asked for, and order what came unordered', () => {
    const samples = samplesSince(
      history([
        [20, { a: 1 }],
        [5, { a: 1 }],
        [10, { a: 1 }],
      ]),
      10_000,
    );
    expect(samples.map(each => each.at / 1_000)).toEqual([10, 20]);
  });

  it('never make a quiet cluster look busy', () => {
    expect(topOf(0.03)).toBe(1);
    expect(topOf(74)).toBe(120);
  });
});
