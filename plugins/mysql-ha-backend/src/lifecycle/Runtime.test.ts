import { mockServices } from '@backstage/backend-test-utils';
import { InMemoryKubernetes, ManualClock } from '../kubernetes/memory';
import { Runtime } from './Runtime';

function setUp() {
  const clock = new ManualClock();
  const kubernetes = new InMemoryKubernetes({ clock });
  const engine = {
    start: jest.fn().mockResolvedValue(undefined),
    stop: jest.fn().mockResolvedValue(undefined),
    lagHistory: { samples: jest.fn().mockReturnValue([]) },
    newestTransaction: jest.fn().mockResolvedValue({}),
    onChanged: jest.fn(),
  };
  const connect = jest.fn<InMemoryKubernetes, []>(() => kubernetes);
  const logger = mockServices.logger.mock();
  const onChanged = jest.fn();
  const runtime = Runtime.create({
    connect,
    createEngine: () => engine,
    onChanged,
    logger,
    clock,
  });
  return { clock, connect, engine, kubernetes, logger, onChanged, runtime };
}

describe('Runtime', () => {
  it('brings up the watches, then the engine', async () => {
    const { clock, engine, kubernetes, onChanged, runtime } = setUp();
    runtime.start();
    await clock.advance(0);
    expect(runtime.kubernetes()).toBe(kubernetes);
    expect(engine.start).toHaveBeenCalledTimes(1);

    const signal = { type: 'changed', namespace: 'shop', name: 'orders' };
    engine.onChanged.mock.calls[0][0](signal);
    expect(onChanged).toHaveBeenCalledWith(signal, undefined);
  });

  it('comes up without a kubeconfig, names the obstacle once, and connects when it is gone', async () => {
    const { clock, connect, logger, runtime } = setUp();
    connect.mockImplementationOnce(() => {
      throw new Error('there is no kubeconfig');
    });
    connect.mockImplementationOnce(() => {
      throw new Error('there is no kubeconfig');
    });
    runtime.start();
    await clock.advance(0);
    expect(() => runtime.kubernetes()).toThrow(
      'Kubernetes can’t be reached (there is no kubeconfig)',
    );
    await clock.advance(10_000);
    expect(() => runtime.kubernetes()).not.toThrow();
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('tells what keeps the watches from starting', async () => {
    const { clock, engine, kubernetes, runtime } = setUp();
    let listed = () => {};
    jest.spyOn(kubernetes, 'start').mockImplementation(
      () =>
        new Promise(resolve => {
          listed = resolve;
        }),
    );
    kubernetes.onRequest = () => {
      throw new Error('the CRDs are missing');
    };
    runtime.start();
    await clock.advance(5_000);
    expect(() => runtime.kubernetes()).toThrow('(the CRDs are missing)');
    expect(engine.start).not.toHaveBeenCalled();

    listed();
    await clock.advance(5_000);
    expect(() => runtime.kubernetes()).not.toThrow();
    expect(engine.start).toHaveBeenCalledTimes(1);
  });

  it('says when the API server stops answering, and comes back by itself', async () => {
    const { clock, kubernetes, runtime } = setUp();
    runtime.start();
    await clock.advance(0);
    kubernetes.setReachable(false);
    expect(() => runtime.kubernetes()).toThrow(
      'its API server stopped answering',
    );
    kubernetes.setReachable(true);
    expect(() => runtime.kubernetes()).not.toThrow();
  });

  it('stops the engine before the watches, so that it can give its Lease back', async () => {
    const { clock, engine, kubernetes, runtime } = setUp();
    const order: string[] = [];
    engine.stop.mockImplementation(async () => order.push('engine'));
    jest.spyOn(kubernetes, 'stop').mockImplementation(async () => {
      order.push('watches');
    });
    runtime.start();
    await clock.advance(0);
    await runtime.stop();
    expect(order).toEqual(['engine', 'watches']);
  });

  it('stops also while it waits for Kubernetes', async () => {
    const { clock, connect, engine, runtime } = setUp();
    connect.mockImplementation(() => {
      throw new Error('there is no kubeconfig');
    });
    runtime.start();
    await clock.advance(0);
    await runtime.stop();
    await clock.advance(60_000);
    expect(connect).toHaveBeenCalledTimes(1);
    expect(engine.start).not.toHaveBeenCalled();
  });
});
