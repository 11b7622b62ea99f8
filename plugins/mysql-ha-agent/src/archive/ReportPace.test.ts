import { ReportPace } from './ReportPace';

describe('ReportPace', () => {
  function stage() {
    const told: number[] = [];
    const time = { ms: 0 };
    const pace = new ReportPace(
      () => told.push(time.ms),
      () => time.ms,
    );
    const at = (ms: number) => {
      time.ms = ms;
      pace.whenDue();
    };
    return { told, pace, at };
  }

  it('tells at once how it begins, and then every ten seconds', () => {
    const { told, at } = stage();
    for (let ms = 0; ms <= 20_000; ms += 500) at(ms);
    expect(told).toEqual([0, 10_000, 20_000]);
  });

  it('tells what is new at most once a second', () => {
    const { told, pace, at } = stage();
    for (let ms = 0; ms <= 3_000; ms += 500) {
      pace.news();
      at(ms);
    }
    expect(told).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('goes on telling while something takes long, and no longer', async () => {
    jest.useFakeTimers();
    try {
      const told: string[] = [];
      const pace = new ReportPace(() => told.push('told'));
      const long = pace.during(() => jest.advanceTimersByTimeAsync(25_000));
      await long;
      expect(told).toHaveLength(2);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});
