import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  ClusterSignal,
  MysqlHaApiError,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { FakeSignals } from '../../dev/FakeSignals';
import { useLive } from './useLive';

const concernsOrders = (signal: ClusterSignal) => signal.name === 'orders';
const PACE = { announced: 30_000, silent: 3_000 };

function renderLive(read: () => Promise<string>, signals?: FakeSignals) {
  const apis = signals ? ([[signalApiRef, signals]] as const) : [];
  return renderHook(() => useLive(read, concernsOrders, PACE), {
    wrapper: ({ children }: PropsWithChildren) => (
      <TestApiProvider<unknown[]> apis={[...apis]}>{children}</TestApiProvider>
    ),
  });
}

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('a live value', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is polled quickly while nobody announces changes', async () => {
    const read = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('answer 1')
      .mockResolvedValue('answer 2');
    const { result } = renderLive(read);
    await pass(0);
    expect(result.current.live).toMatchObject({ value: 'answer 1' });
    await pass(3_000);
    expect(result.current.live).toMatchObject({ value: 'answer 2' });
    expect(result.current.announced).toBe(false);
  });

  it('is read at once on a signal about it, on no other, and rarely besides', async () => {
    const signals = new FakeSignals();
    const read = jest.fn(async () => 'answer');
    renderLive(read, signals);
    await pass(0);
    await pass(20_000);
    expect(read).toHaveBeenCalledTimes(1);
    act(() => {
      signals.announce('shop', 'orders');
      signals.announce('shop', 'invoices');
    });
    await pass(0);
    expect(read).toHaveBeenCalledTimes(2);
    await pass(30_000);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('is read once more after a read that a signal overtook, however many came', async () => {
    const signals = new FakeSignals();
    const answers: Array<(value: string) => void> = [];
    const read = jest.fn(
      () => new Promise<string>(resolve => answers.push(resolve)),
    );
    const { result } = renderLive(read, signals);
    act(() => {
      signals.announce('shop', 'orders');
      signals.announce('shop', 'orders');
    });
    expect(read).toHaveBeenCalledTimes(1);
    answers[0]('old');
    await pass(0);
    expect(read).toHaveBeenCalledTimes(2);
    answers[1]('new');
    await pass(0);
    expect(read).toHaveBeenCalledTimes(2);
    expect(result.current.live).toMatchObject({ value: 'new' });
  });

  it('keeps the last value when the server can’t be reached, and recovers', async () => {
    const read = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('last')
      .mockRejectedValueOnce(new Error('connection refused'))
      .mockResolvedValue('again');
    const { result } = renderLive(read);
    await pass(0);
    await pass(3_000);
    expect(result.current.live).toMatchObject({
      state: 'ready',
      value: 'last',
      failure: new Error('connection refused'),
    });
    await pass(3_000);
    expect(result.current.live).toMatchObject({ value: 'again' });
    expect(result.current.live).not.toHaveProperty('failure');
  });

  it('is read again soon after a failure, also while changes are announced: an outage’s end is not', async () => {
    const read = jest
      .fn<Promise<string>, []>()
      .mockRejectedValueOnce(new Error('connection refused'))
      .mockResolvedValue('well');
    const { result } = renderLive(read, new FakeSignals());
    await pass(0);
    expect(result.current.live).toMatchObject({ state: 'failed' });
    await pass(3_000);
    expect(result.current.live).toMatchObject({ value: 'well' });
  });

  it.each([401, 403, 404])(
    'gives up the last value when the answer is %i: it is not late but gone',
    async status => {
      const read = jest
        .fn<Promise<string>, []>()
        .mockResolvedValueOnce('last')
        .mockRejectedValue(new MysqlHaApiError(status, 'no'));
      const { result } = renderLive(read);
      await pass(0);
      await pass(3_000);
      expect(result.current.live).toMatchObject({ state: 'failed' });
    },
  );

  it('shows a first failure at once', async () => {
    const { result } = renderLive(async () => {
      throw new MysqlHaApiError(404, 'There is no such cluster.');
    });
    await pass(0);
    expect(result.current.live).toMatchObject({ state: 'failed' });
  });

  it('rests while the tab is hidden and reads at once when it is back', async () => {
    const read = jest.fn(async () => 'answer');
    renderLive(read);
    await pass(0);
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await pass(60_000);
    expect(read).toHaveBeenCalledTimes(1);
    hidden.mockReturnValue(false);
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await waitFor(() => expect(read).toHaveBeenCalledTimes(2));
    hidden.mockRestore();
  });
});
