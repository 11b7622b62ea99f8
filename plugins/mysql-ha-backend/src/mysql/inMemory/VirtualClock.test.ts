import { VirtualClock } from './VirtualClock';

describe('VirtualClock', () => {
  it('tells whole milliseconds, however long somebody sleeps, and wakes nobody early', async () => {
    const clock = new VirtualClock(7);
    await clock.advanceUntil(clock.sleep(0.25));
    expect([clock.now(), clock.monotonic()]).toEqual([8, 1]);
  });
});
