import { mockServices } from '@backstage/backend-test-utils';
import { ActContext, AuthorityLostError } from '../act';
import { LongTask } from '../observe';
import { Plan } from '../plan';
import { PlansBeside } from './PlansBeside';

const FILL: Plan = {
  name: 'Fill orders-2 from orders-1',
  background: 'orders-2',
  steps: [{ do: 'Clone', instance: 'orders-2', donor: 'orders-1' }],
};
const CLOSE: Plan = {
  name: 'Close orders-0',
  beside: true,
  steps: [{ do: 'Fence', instance: 'orders-0' }],
};
const SWITCH_OVER: Plan = { name: 'Switch over', steps: [] };

/** Plans that go on until a test lets each of their steps happen, and all that is said of them. */
function stage() {
  const said: string[] = [];
  const say = (what: string) => {
    said.push(what);
  };
  const abort = new AbortController();
  const tasks = new Map<string, LongTask>();
  const waiting: ((failure?: Error) => void)[] = [];
  const context = {
    assertAuthority: () => undefined,
  } as Partial<ActContext> as ActContext;
  const beside = new PlansBeside({
    logger: mockServices.logger.mock(),
    signal: abort.signal,
    context: () => context,
    async execute(plan, { assertAuthority }) {
      say(`${plan.name} begins`);
      await new Promise<void>((resolve, reject) => {
        waiting.push(failure => (failure ? reject(failure) : resolve()));
      });
      assertAuthority();
      say(`${plan.name} is done`);
    },
    operations: {
      noting: (own, operation) => {
        say(`steps are noted in ${operation}`);
        return own;
      },
      remember: async (operation, { cloned }) =>
        say(`${operation} remembers ${cloned}`),
      end: async (operation, phase, message) =>
        say(`${operation} ${phase}: ${message}`),
    },
    instances: {
      doubtCommand: () => say('the locks are doubted'),
      settle: async instance => say(`${instance} settles`),
    },
    tasks,
    announce: (reason, message) => say(`${reason}: ${message}`),
    onEnd: () => say('the loop looks again'),
  });
  return {
    beside,
    said,
    tasks,
    end: () => abort.abort(),
    /** Lets the plan that began first go on, and all that follows happen. */
    async goOn(failure?: Error) {
      waiting.shift()?.(failure);
      await new Promise(resolve => setImmediate(resolve));
    },
  };
}

describe('PlansBeside', () => {
  it('leaves to the loop what belongs there', () => {
    const { beside, said } = stage();
    expect(beside.take(SWITCH_OVER)).toBe(false);
    expect(said).toEqual([]);
  });

  it('carries out a plan beside the loop, the same one once at a time', async () => {
    const { beside, said, goOn } = stage();
    expect([beside.take(CLOSE), beside.take(CLOSE)]).toEqual([true, true]);
    await goOn();
    beside.take(CLOSE);
    expect(said).toEqual([
      'Close orders-0 begins',
      'Close orders-0 is done',
      'the loop looks again',
      'Close orders-0 begins',
    ]);
  });

  it('tries again with locks that are taken anew, as one that was lost unnoticed would fail each try', async () => {
    const { beside, said, goOn } = stage();
    beside.take(CLOSE);
    await goOn(new Error('orders-0 is not commanded by this operator'));
    expect(said.slice(1)).toEqual([
      'the locks are doubted',
      'the loop looks again',
    ]);
  });

  it('says of an instance that it is being filled until it has settled, and tells the operation', async () => {
    const { beside, said, tasks, goOn } = stage();
    beside.take(FILL, 'rebuild-1');
    expect(tasks.get('orders-2')).toMatchObject({ donor: 'orders-1' });
    await goOn();
    expect(tasks.size).toBe(0);
    expect(said).toEqual([
      'steps are noted in rebuild-1',
      'Fill orders-2 from orders-1 begins',
      'Fill orders-2 from orders-1 is done',
      'rebuild-1 remembers orders-1',
      'orders-2 settles',
      'the loop looks again',
    ]);
  });

  it('says why an instance could not be filled', async () => {
    const { beside, said, tasks, goOn } = stage();
    beside.take(FILL, 'rebuild-1');
    await goOn(new Error('orders-1 went away'));
    expect(tasks.size).toBe(0);
    expect(said.slice(2)).toEqual([
      'the locks are doubted',
      'RebuildFailed: orders-1 went away',
      'rebuild-1 Failed: orders-1 went away',
      'orders-2 settles',
      'the loop looks again',
    ]);
  });

  it('calls nothing failed that a successor goes on with', async () => {
    const { beside, said, goOn } = stage();
    beside.take(FILL, 'rebuild-1');
    await goOn(new AuthorityLostError('the Lease is no longer held'));
    expect(said.slice(2)).toEqual(['orders-2 settles', 'the loop looks again']);
  });

  it('takes no further step once its worker has ended, though the process may act again', async () => {
    const { beside, said, goOn, end } = stage();
    beside.take(FILL, 'rebuild-1');
    end();
    await goOn();
    expect(said.slice(2)).toEqual(['the loop looks again']);
  });
});
