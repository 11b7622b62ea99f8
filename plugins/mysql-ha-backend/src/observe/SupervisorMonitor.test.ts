import { SupervisorState } from '../mysql';
import { VirtualClock } from '../mysql/inMemory';
import { MySqlView } from './Snapshot';
import { SupervisorMonitor } from './SupervisorMonitor';
import { bootedFacts } from './__testUtils__/healthy';

const REACHABLE: MySqlView = {
  state: 'reachable',
  facts: bootedFacts(0),
  ageMs: 10,
};
const SILENT: MySqlView = {
  state: 'unreachable',
  failure: { kind: 'reset', code: 'ECONNRESET', message: 'reset' },
  forMs: 100,
  failures: 1,
};

describe('SupervisorMonitor', () => {
  let clock: VirtualClock;
  let state: SupervisorState | undefined;
  let view: MySqlView;
  let contact: number;
  let asked: number;
  let changes: number;
  let monitor: SupervisorMonitor;

  const says = (change: Partial<SupervisorState>) => {
    state = {
      bootId: 'boot',
      phase: 'Running',
      starts: 1,
      selfFenced: false,
      errors: [],
      ...change,
    };
  };

  beforeEach(() => {
    clock = new VirtualClock();
    view = REACHABLE;
    contact = 1;
    asked = 0;
    changes = 0;
    says({});
    monitor = new SupervisorMonitor({
      supervisor: {
        state: async () => {
          asked += 1;
          if (!state) throw new Error('connection refused');
          return state;
        },
      },
      mysqld: {
        latest: () => view,
        get contact() {
          return contact;
        },
      },
      clock,
      onChange: () => {
        changes += 1;
      },
    });
  });

  it.each([
    ['rests 30 s while mysqld answers', REACHABLE, 30_000],
    ['asks every 250 ms once it fell silent', SILENT, 250],
    [
      'asks every second when the silence lasts',
      { ...SILENT, forMs: 20_000 },
      1_000,
    ],
  ] as const)('%s', async (_, seen, pauseMs) => {
    view = seen;
    await monitor.askIfDue();
    await clock.advance(pauseMs - 1);
    await monitor.askIfDue();
    expect(asked).toBe(1);
    await clock.advance(1);
    await monitor.askIfDue();
    expect(asked).toBe(2);
  });

  it('says how old its answer is, counted from the question', async () => {
    await monitor.ask();
    await clock.advance(400);
    expect(monitor.latest()).toMatchObject({ phase: 'Running', ageMs: 400 });
  });

  it('asks more often once there is no space, and says for how long there has been none', async () => {
    says({ disk: { freeBytes: 0, totalBytes: 2 ** 30 } });
    await monitor.ask();
    expect(monitor.latest()?.noSpaceForMs).toBe(0);
    await clock.advance(1_000);
    await monitor.askIfDue();
    expect(monitor.latest()?.noSpaceForMs).toBe(1_000);
    says({ disk: { freeBytes: 2 ** 20, totalBytes: 2 ** 30 } });
    await monitor.ask();
    expect(monitor.latest()?.noSpaceForMs).toBeUndefined();
  });

  it('forgets what was said when nobody answers any more', async () => {
    await monitor.ask();
    state = undefined;
    await monitor.ask();
    expect(monitor.latest()).toBeUndefined();
  });

  it('tells of a change once', async () => {
    await monitor.ask();
    await monitor.ask();
    expect(changes).toBe(1);
    says({ phase: 'Starting' });
    await monitor.ask();
    expect(changes).toBe(2);
  });

  describe('knows another mysqld from the one that answered', () => {
    beforeEach(async () => {
      await monitor.ask();
      view = SILENT;
    });

    it('not while it is the same', async () => {
      await monitor.ask();
      expect(monitor.latest()?.startedAnew).toBe(false);
    });

    it.each([
      ['by its count of starts', { starts: 2 }],
      ['by the boot of the supervisor', { bootId: 'another boot' }],
    ])('%s', async (_, change) => {
      says(change);
      await monitor.ask();
      expect(monitor.latest()?.startedAnew).toBe(true);
      expect(changes).toBe(2);
    });

    it('and knows nothing of one that answered since it asked last', async () => {
      says({ starts: 2 });
      contact = 2;
      await monitor.ask();
      expect(monitor.latest()?.startedAnew).toBe(false);
    });
  });
});
