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
  const auto = new AutoTransport(
    { direct, examine: direct, portForward },
    clock,
  );
  const open = () => auto.open(ADDRESS, 3306);
  return { clock, direct, portForward, open };
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
    const { direct, portForward, open } = transports();
    direct.open.mockImplementation(fails('ETIMEDOUT'));
    await open();
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
});
