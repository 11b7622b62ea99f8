import { PassThrough } from 'node:stream';
import { VirtualClock } from '../inMemory';
import { AutoTransport } from './AutoTransport';

const ADDRESS = { namespace: 'shop', pod: 'p', podIp: '10.0.0.1', port: 3306 };
const fails = (code: string) => () =>
  Promise.reject(Object.assign(new Error(code), { code }));
const opens = () => Promise.resolve(new PassThrough());

function transports() {
  const clock = new VirtualClock();
  const direct = { open: jest.fn(opens) };
  const portForward = { open: jest.fn(opens) };
  const onVerdict = jest.fn();
  const auto = new AutoTransport({ direct, portForward, onVerdict }, clock);
  const open = () => auto.open(ADDRESS, 3306);
  return { clock, direct, portForward, onVerdict, open };
}

describe('AutoTransport', () => {
  it('goes directly where that works, and never asks the API server', async () => {
    const { direct, portForward, open } = transports();
    await open();
    await open();
    expect(direct.open).toHaveBeenCalledTimes(2);
    expect(portForward.open).not.toHaveBeenCalled();
  });

  it('finds out once that the pod network is out of reach', async () => {
    const { clock, direct, portForward, open } = transports();
    direct.open.mockImplementation(fails('ETIMEDOUT'));
    await open();
    await clock.advance(1);
    await open();
    expect(direct.open).toHaveBeenCalledTimes(1);
    expect(portForward.open).toHaveBeenCalledTimes(2);
  });

  it('takes a refusal for the word of the pod, once the way to it is known', async () => {
    const { direct, portForward, open } = transports();
    await open();
    direct.open.mockImplementation(fails('ECONNREFUSED'));
    await expect(open()).rejects.toThrow('ECONNREFUSED');
    expect(portForward.open).not.toHaveBeenCalled();
  });

  it('concludes nothing from a refusal before: a gateway may have sent it', async () => {
    const { direct, portForward, open } = transports();
    direct.open.mockImplementationOnce(fails('ECONNREFUSED'));
    await open();
    expect(portForward.open).toHaveBeenCalledTimes(1);
    await open();
    expect(direct.open).toHaveBeenCalledTimes(2);
    expect(portForward.open).toHaveBeenCalledTimes(1);
  });

  it('doubts a verdict that fails, but seldom: a dead pod is asked all the time', async () => {
    const { clock, direct, portForward, open } = transports();
    await open();
    direct.open.mockImplementation(fails('ETIMEDOUT'));
    portForward.open.mockImplementation(fails('ECONNRESET'));
    for (let probe = 0; probe < 10; probe += 1) {
      await expect(open()).rejects.toThrow('ETIMEDOUT');
    }
    expect(portForward.open).toHaveBeenCalledTimes(1);
    await clock.advance(30_000);
    portForward.open.mockImplementation(opens);
    await open();
    expect(portForward.open).toHaveBeenCalledTimes(2);
  });

  it('goes back to the direct way when the API server is gone', async () => {
    const { clock, direct, portForward, open } = transports();
    direct.open.mockImplementationOnce(fails('ENETUNREACH'));
    await open();
    await clock.advance(30_000);
    portForward.open.mockImplementation(fails('ECONNREFUSED'));
    await open();
    await open();
    expect(direct.open).toHaveBeenCalledTimes(3);
    expect(portForward.open).toHaveBeenCalledTimes(2);
  });

  it('is not deceived by a machine that was only slow: the direct way counts when it opens at last', async () => {
    const { clock, direct, portForward, onVerdict, open } = transports();
    direct.open.mockImplementationOnce(async () => {
      await clock.sleep(1_500);
      return new PassThrough();
    });
    await clock.advanceUntil(open());
    expect(portForward.open).toHaveBeenCalledTimes(1);
    await clock.advance(1_500);
    await open();
    expect(direct.open).toHaveBeenCalledTimes(2);
    expect(portForward.open).toHaveBeenCalledTimes(1);
    expect(onVerdict.mock.calls).toEqual([['direct']]);
  });

  it('looks every half a minute whether the direct way leads there by now, though the other one works', async () => {
    const { clock, direct, portForward, onVerdict, open } = transports();
    direct.open.mockImplementationOnce(fails('ETIMEDOUT'));
    await open();
    await clock.advance(1);
    expect(onVerdict).toHaveBeenLastCalledWith('portForward');
    await open();
    expect(direct.open).toHaveBeenCalledTimes(1);
    await clock.advance(30_000);
    await open();
    expect(direct.open).toHaveBeenCalledTimes(2);
    await clock.advance(1);
    expect(onVerdict).toHaveBeenLastCalledWith('direct');
    portForward.open.mockClear();
    await open();
    expect(portForward.open).not.toHaveBeenCalled();
  });

  it('closes the stream that came second', async () => {
    const { clock, direct, open } = transports();
    const late = new PassThrough();
    direct.open.mockImplementationOnce(async () => {
      await clock.sleep(1_500);
      return late;
    });
    await clock.advanceUntil(open());
    await clock.advance(1_500);
    expect(late.destroyed).toBe(true);
  });
});
