import { systemClock } from './clock';

describe('systemClock.sleep', () => {
  it('ends after its time', async () => {
    await expect(systemClock.sleep(1)).resolves.toBeUndefined();
  });

  it('ends at once where the time has passed already', async () => {
    await expect(systemClock.sleep(-5)).resolves.toBeUndefined();
  });

  it('is broken off by its signal, with the reason that this gives', async () => {
    const abort = new AbortController();
    const sleep = systemClock.sleep(3_600_000, abort.signal);
    const reason = new Error('somebody woke it');
    abort.abort(reason);
    await expect(sleep).rejects.toBe(reason);
  });

  it('does not begin when its signal was given before', async () => {
    const reason = new Error('too late');
    await expect(
      systemClock.sleep(3_600_000, AbortSignal.abort(reason)),
    ).rejects.toBe(reason);
  });

  it('lets its signal go when it has ended', async () => {
    const { signal } = new AbortController();
    const letGo = jest.spyOn(signal, 'removeEventListener');
    await systemClock.sleep(1, signal);
    expect(letGo).toHaveBeenCalled();
  });
});
