import { act, renderHook, waitFor } from '@testing-library/react';
import { Followable, useRun } from './useRun';

/** Counts up to three, where it ends; each reading is let through by the test. */
function counting<First>(first: First, everyMs = 0) {
  const readings: (() => void)[] = [];
  const followable: Followable<string, number, First> = {
    ask: jest.fn(async () => first),
    read: (_, seen) =>
      new Promise(resolve => {
        readings.push(() => resolve((Number(seen) || 0) + 1));
      }),
    hasEnded: seen => seen === 3,
    everyMs,
  };
  const letRead = async () => {
    await waitFor(() => expect(readings).toHaveLength(1));
    await act(async () => readings.shift()?.());
  };
  return { followable, readings, letRead };
}

describe('useRun', () => {
  it('shows what asking told, and reads until the end', async () => {
    const { followable, readings, letRead } = counting(1);
    const { result } = renderHook(() => useRun(followable));
    expect(result.current.run).toEqual({ state: 'idle' });
    const onAccepted = jest.fn();
    await act(async () => {
      result.current.start('count', onAccepted);
    });
    expect(result.current.run).toEqual({ state: 'following', seen: 1 });
    expect(onAccepted).toHaveBeenCalledTimes(1);
    await letRead();
    await letRead();
    expect(result.current.run).toEqual({ state: 'following', seen: 3 });
    expect(readings).toEqual([]);
  });

  it('reads without a pause where asking told nothing', async () => {
    const { followable, letRead } = counting(undefined, 3_600_000);
    const { result } = renderHook(() => useRun(followable));
    await act(async () => {
      result.current.start('count');
    });
    expect(result.current.run).toEqual({ state: 'following' });
    await letRead();
    expect(result.current.run).toEqual({ state: 'following', seen: 1 });
  });

  it('goes on when it could not be read, and says so', async () => {
    const { followable, letRead } = counting(1);
    const read = jest.spyOn(followable, 'read');
    read.mockRejectedValueOnce(new Error('gone'));
    const { result } = renderHook(() => useRun(followable));
    await act(async () => {
      result.current.start('count');
    });
    await waitFor(() =>
      expect(result.current.run).toEqual({
        state: 'following',
        seen: 1,
        failure: new Error('gone'),
      }),
    );
    await letRead();
    expect(result.current.run).toEqual({ state: 'following', seen: 2 });
  });

  it('says why it was not accepted', async () => {
    const { followable } = counting(1);
    jest.spyOn(followable, 'ask').mockRejectedValue(new Error('no'));
    const { result } = renderHook(() => useRun(followable));
    const onAccepted = jest.fn();
    await act(async () => {
      await result.current.start('count', onAccepted);
    });
    expect(result.current.run).toEqual({
      state: 'failed',
      error: new Error('no'),
    });
    expect(onAccepted).not.toHaveBeenCalled();
  });

  it('follows only what was asked for last', async () => {
    const { followable, readings } = counting(1);
    const { result } = renderHook(() => useRun(followable));
    for (const body of ['one', 'two'])
      await act(async () => {
        result.current.start(body);
      });
    await waitFor(() => expect(readings.length).toBeGreaterThan(0));
    expect(followable.ask).toHaveBeenCalledTimes(2);
    expect(result.current.run).toEqual({ state: 'following', seen: 1 });
  });
});
