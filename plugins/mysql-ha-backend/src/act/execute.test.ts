import { mockServices } from '@backstage/backend-test-utils';
import { VirtualClock } from '../mysql/inMemory';
import { Plan, Step } from '../plan';
import { ActContext, AuthorityLostError } from './ActContext';
import { execute, PlanFailedError } from './execute';

const DRAIN: Step = { do: 'MakeReadOnly', instance: 'orders-0' };
const RECORD: Step = { do: 'Record', primary: 'orders-1', raiseTerm: true };
const OPEN: Step = { do: 'MakeWritable', instance: 'orders-1' };
const PUT_BACK: Step = { do: 'MakeWritable', instance: 'orders-0' };

/** Notes what is done, and fails where a test says so. */
function stage(failing: Readonly<Record<string, Error>> = {}) {
  const done: string[] = [];
  const act = async (what: string) => {
    const failure = failing[what];
    if (failure) throw failure;
    done.push(what);
  };
  const context = {
    clock: new VirtualClock(),
    logger: mockServices.logger.mock(),
    assertAuthority: () => {
      const failure = failing.authority;
      if (failure && done.length > 0) throw failure;
    },
    instance: (name: string) => ({
      makeReadOnly: () => act(`${name} is read-only`),
      makeWritable: () => act(`${name} is writable`),
      fence: () => act(`${name} is closed`),
    }),
    record: () => act('recorded'),
    route: () => act('routed'),
    openIncident: () => done.push('incident opened'),
    closeIncident: () => act('incident closed'),
    dropIncident: () => done.push('incident dropped'),
    noteStep: () => undefined,
  } as Partial<Record<keyof ActContext, unknown>>;
  return { done, context: context as unknown as ActContext };
}

const plan = (steps: readonly Step[], more: Partial<Plan> = {}): Plan => ({
  name: 'Switch over',
  steps,
  undo: [PUT_BACK],
  ...more,
});

describe('execute', () => {
  it('carries out the steps in order', async () => {
    const { done, context } = stage();
    await execute(
      plan([DRAIN, RECORD, OPEN], {
        incident: { kind: 'Switchover', cause: 'a test', evidence: [] },
        closesIncident: true,
      }),
      context,
    );
    expect(done).toEqual([
      'incident opened',
      'orders-0 is read-only',
      'recorded',
      'orders-1 is writable',
      'incident closed',
    ]);
  });

  it('puts everything back when a step fails before the record, and says which', async () => {
    const { done, context } = stage({
      'orders-0 is read-only': new Error('no'),
    });
    await expect(execute(plan([DRAIN, RECORD, OPEN]), context)).rejects.toThrow(
      'Switch over: step «make orders-0 read-only» failed: no',
    );
    expect(done).toEqual(['orders-0 is writable']);
  });

  it('never puts anything back once the record has changed', async () => {
    const { done, context } = stage({
      'orders-1 is writable': new Error('no'),
    });
    await expect(execute(plan([DRAIN, RECORD, OPEN]), context)).rejects.toThrow(
      PlanFailedError,
    );
    expect(done).toEqual(['orders-0 is read-only', 'recorded']);
  });

  it('never puts anything back when writing the record failed: the write may have arrived', async () => {
    const { done, context } = stage({ recorded: new Error('timed out') });
    await expect(execute(plan([DRAIN, RECORD, OPEN]), context)).rejects.toThrow(
      PlanFailedError,
    );
    expect(done).toEqual(['orders-0 is read-only']);
  });

  it('does and undoes nothing more when its authority is lost: a successor is at work', async () => {
    const { done, context } = stage({
      authority: new AuthorityLostError('the Lease is lost'),
    });
    await expect(execute(plan([DRAIN, RECORD, OPEN]), context)).rejects.toThrow(
      AuthorityLostError,
    );
    expect(done).toEqual(['orders-0 is read-only']);
  });

  it('goes on with the rest of the undo when a part of it fails', async () => {
    const { done, context } = stage({
      recorded: new Error('unused'),
      'orders-0 is writable': new Error('no'),
      'orders-1 is writable': new Error('no'),
    });
    await expect(
      execute(
        plan([DRAIN, OPEN], {
          undo: [PUT_BACK, { do: 'Fence', instance: 'orders-2' }],
        }),
        context,
      ),
    ).rejects.toThrow(PlanFailedError);
    expect(done).toEqual(['orders-0 is read-only', 'orders-2 is closed']);
  });

  describe('side by side', () => {
    const together = (tolerant: boolean): Step => ({
      do: 'Together',
      tolerant,
      steps: [
        [{ do: 'Fence', instance: 'orders-0' }, PUT_BACK],
        { do: 'Route' },
      ],
    });

    it('lets a tolerated failure end its own branch alone', async () => {
      const { done, context } = stage({
        'orders-0 is closed': new Error('no'),
      });
      await execute(plan([together(true), OPEN]), context);
      expect(done).toEqual(['routed', 'orders-1 is writable']);
    });

    it('fails as a whole where all must succeed, after every branch has ended', async () => {
      const { done, context } = stage({
        'orders-0 is closed': new Error('no'),
      });
      await expect(
        execute(plan([together(false), OPEN], { undo: [] }), context),
      ).rejects.toThrow(/several steps side by side/);
      expect(done).toEqual(['routed']);
    });

    it('tolerates no lost authority', async () => {
      const { context } = stage({
        'orders-0 is closed': new AuthorityLostError('the Lease is lost'),
      });
      await expect(execute(plan([together(true)]), context)).rejects.toThrow(
        AuthorityLostError,
      );
    });
  });
});
