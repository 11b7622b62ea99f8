import { factsRow } from './FactsRow';
import { parseFacts } from './parseFacts';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';

const PRIMARY = {
  serverUuid: A,
  serverId: 1,
  version: '9.7.4',
  readOnly: 0,
  superReadOnly: 0,
  offlineMode: 0,
  gtidExecuted: `${A}:1-5,\n${A.replace('3e', '4e')}:1`,
  gtidPurged: '',
  sourceEnabled: 1,
  waitFor: 1,
  replicaEnabled: 0,
  status: {
    Uptime: '12',
    Rpl_semi_sync_source_clients: '2',
    Rpl_semi_sync_source_wait_sessions: '1',
    Rpl_semi_sync_replica_status: 'OFF',
  },
  receiver: null,
  applier: null,
  workers: null,
  dumpThreads: [{ host: 'localhost', serverUuid: null }],
  term: null,
  members: null,
};

const RECEIVER = {
  host: 'orders-0',
  port: 3306,
  autoPosition: '1',
  sourceUuid: A,
  state: 'ON',
  received: `${A}:4-6`,
  errorCode: 0,
  errorMessage: '',
  heartbeatAge: 500_000,
  queuedAge: 3_000_000,
  queuedCommitAge: 3_100_000,
};
const APPLIER = {
  state: 'ON',
  coordinatorErrorCode: 0,
  coordinatorErrorMessage: '',
  processingAge: null,
};
const IDLE = {
  errorCode: 0,
  errorMessage: '',
  applyingAge: null,
  appliedAge: 9_000_000,
};
const REPLICA = {
  ...PRIMARY,
  receiver: RECEIVER,
  applier: APPLIER,
  workers: [IDLE],
};

const facts = (row: object) => parseFacts(factsRow.parse(row));
const lagOf = (row: object) => facts(row).replica?.lagSeconds;

describe('parseFacts', () => {
  it('reads a primary', () => {
    expect(facts(PRIMARY)).toMatchObject({
      readOnly: false,
      uptimeSeconds: 12,
      semiSyncSource: { enabled: true, clients: 2, waitingSessions: 1 },
      replica: undefined,
      dumpThreads: [{ host: 'localhost', serverUuid: undefined }],
      term: undefined,
    });
  });

  it('takes a channel without a host for none: RESET REPLICA ALL leaves one', () => {
    const row = { ...REPLICA, receiver: { ...RECEIVER, host: '' } };
    expect(facts(row).replica).toBeUndefined();
  });

  it('reads ages in seconds', () => {
    expect(facts(REPLICA).replica).toMatchObject({
      heartbeatAgeSeconds: 0.5,
      lastQueuedAgeSeconds: 3,
    });
  });

  it('tells the worker’s error, not that a worker failed', () => {
    const row = {
      ...REPLICA,
      applier: {
        ...APPLIER,
        state: 'OFF',
        coordinatorErrorCode: 1756,
        coordinatorErrorMessage: 'a worker failed',
      },
      workers: [{ ...IDLE, errorCode: 1062, errorMessage: 'Duplicate entry' }],
    };
    expect(facts(row).replica).toMatchObject({
      applierOn: false,
      applierError: { code: 1062, message: 'Duplicate entry' },
    });
  });

  describe('lag', () => {
    it('is 0 when all that was received is applied', () => {
      const row = { ...REPLICA, gtidExecuted: `${A}:1-6` };
      expect(lagOf(row)).toBe(0);
    });

    it('is the age of the oldest that is being applied', () => {
      const workers = [
        { ...IDLE, applyingAge: 1_000_000 },
        { ...IDLE, applyingAge: 7_500_000 },
        IDLE,
      ];
      expect(lagOf({ ...REPLICA, workers })).toBe(7.5);
    });

    it('is the age of what the coordinator reads, when no worker applies', () => {
      const applier = { ...APPLIER, processingAge: 4_000_000 };
      expect(lagOf({ ...REPLICA, applier })).toBe(4);
    });

    it('is the age of the newest that came, when the applier has just not begun', () => {
      expect(lagOf(REPLICA)).toBe(3.1);
    });

    it('grows from the last applied while the applier stands', () => {
      const applier = { ...APPLIER, state: 'OFF' };
      expect(lagOf({ ...REPLICA, applier })).toBe(9);
    });

    it('is never negative, whatever the clocks of two servers say', () => {
      const receiver = { ...RECEIVER, queuedCommitAge: -20_000 };
      expect(lagOf({ ...REPLICA, receiver })).toBe(0);
    });
  });
});
