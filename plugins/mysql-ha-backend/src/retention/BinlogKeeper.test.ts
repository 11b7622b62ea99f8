import { mockServices } from '@backstage/backend-test-utils';
import { BinaryLog, GtidSet, MySqlError } from '../mysql';
import { SupervisorView } from '../observe';
import { gtids } from '../observe/__testUtils__/gtids';
import {
  SnapshotBuilder,
  snapshotOf,
} from '../observe/__testUtils__/snapshotOf';
import { BinlogKeeper } from './BinlogKeeper';

const GIB = 2 ** 30;
const STRANGER = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const TOTAL = 10 * GIB;

/** Two closed files and one that is written. */
const LOGS: readonly BinaryLog[] = [
  { name: 'binlog.1', bytes: GIB, begins: GtidSet.EMPTY },
  { name: 'binlog.2', bytes: GIB, begins: gtids('a:1-4') },
  { name: 'binlog.3', bytes: 100, begins: gtids('a:1-8') },
];

/** A cluster of one primary that writes, with so much space. */
const cluster = (freeBytes: number, more: Partial<SupervisorView> = {}) =>
  snapshotOf(2)
    .supervisor(0, 'Running', undefined, {
      disk: { freeBytes, totalBytes: TOTAL },
      ...more,
    })
    .supervisor(1, 'Running', undefined, {
      disk: { freeBytes: TOTAL, totalBytes: TOTAL },
    });

function stage(failure?: MySqlError) {
  const done: string[] = [];
  const act = async (what: string) => {
    if (failure) throw failure;
    done.push(what);
  };
  let listed = 0;
  const keeper = new BinlogKeeper({
    logger: mockServices.logger.mock(),
    mysql: name => ({
      binaryLogs: async () => {
        listed += 1;
        return LOGS;
      },
      purgeBinaryLogs: to => act(`purge ${name} to ${to}`),
      rotateBinaryLog: () => act(`rotate ${name}`),
      endDumpThreads: async uuids => {
        done.push(`cut ${uuids.join()} off`);
      },
    }),
    supervisor: name => ({
      repairCredentials: async () => {
        done.push(`repair ${name}`);
      },
    }),
    ask: async name => {
      done.push(`ask ${name}`);
      return undefined;
    },
    announce: reason => done.push(reason),
    onChange: () => done.push('changed'),
  });
  const look = (builder: SnapshotBuilder) =>
    keeper.look(builder.taken, { instances: [] });
  return { done, keeper, look, lists: () => listed };
}

describe('BinlogKeeper', () => {
  it('does nothing where there is space, and does not even look', async () => {
    const { done, look } = stage();
    await look(cluster(3 * GIB));
    expect(done).toEqual([]);
  });

  it('purges, and asks how much is free then', async () => {
    const { done, look } = stage();
    await look(cluster(2 * GIB));
    expect(done).toEqual(['purge orders-0 to binlog.2', 'ask orders-0']);
  });

  it('says who holds binary logs back for longer than a moment, once', async () => {
    const { done, keeper, look } = stage();
    const behind = cluster(2 * GIB)
      .facts(1, { gtidExecuted: gtids('a:1-2') })
      .replica(1, { received: gtids('a:1-2') });
    await look(behind);
    expect(done).toEqual([]);
    await look(behind);
    await look(behind);
    expect(done).toEqual(['changed']);
    expect(keeper.view('orders-0')?.heldBack?.by).toEqual(['orders-1']);
    await look(cluster(3 * GIB));
    expect(done).toEqual(['changed', 'changed']);
    expect(keeper.view('orders-0')).toBeUndefined();
  });

  it('cuts off who reads a file that must go, be it one that nobody knows', async () => {
    const { done, look } = stage();
    const read = cluster(GIB / 4).facts(0, {
      dumpThreads: [{ serverUuid: STRANGER, host: 'elsewhere' }],
    });
    await look(read);
    expect(done).toEqual([
      `cut ${STRANGER} off`,
      'purge orders-0 to binlog.3',
      'ask orders-0',
    ]);
  });

  it('gives up nobody who may be only a moment behind', async () => {
    const { done, look } = stage();
    const held = (set: string) =>
      cluster(GIB / 4)
        .facts(1, { gtidExecuted: gtids(set) })
        .replica(1, { received: gtids(set) });
    await look(held('a:1-3'));
    await look(held('a:1-8'));
    expect(done).toEqual([
      'cut  off',
      'purge orders-0 to binlog.3',
      'ask orders-0',
    ]);
  });

  it('gives up who is stuck, and says so', async () => {
    const { done, look } = stage();
    const stuck = cluster(GIB / 4)
      .facts(1, { gtidExecuted: gtids('a:1-3') })
      .replica(1, { received: gtids('a:1-3') });
    await look(stuck);
    await look(stuck);
    expect(done.filter(what => what !== 'changed')).toEqual([
      'BinlogsGivenUp',
      'cut  off',
      'purge orders-0 to binlog.3',
      'ask orders-0',
    ]);
  });

  it('asks again soon where many transactions come', async () => {
    const { done, look } = stage();
    const at = (count: number) =>
      cluster(4 * GIB, { ageMs: 2_000 }).facts(0, {
        gtidExecuted: gtids(`a:1-${count}`),
      });
    await look(at(10));
    await look(at(12));
    expect(done).toEqual([]);
    await look(at(40));
    expect(done).toEqual(['ask orders-0']);
  });

  it('reads through the files of a volume that is tight for good only now and then', async () => {
    const { look, lists } = stage();
    const behind = (count: number) =>
      cluster(2 * GIB)
        .facts(0, { gtidExecuted: gtids(`a:1-${count}`) })
        .facts(1, { gtidExecuted: gtids('a:1-2') })
        .replica(1, { received: gtids('a:1-2') });
    for (let i = 0; i < 31; i++) await look(behind(10));
    expect(lists()).toBe(3);
    await look(behind(100));
    expect(lists()).toBe(4);
  });

  it('has the system users repaired where an older operator made them, once for each start', async () => {
    const denied = new MySqlError('orders-0', {
      kind: 'other',
      code: 'ER_SPECIFIC_ACCESS_DENIED_ERROR',
      message: 'you need BINLOG_ADMIN',
    });
    const { done, look } = stage(denied);
    const at = (starts: number) => cluster(2 * GIB, { starts });
    for (let i = 0; i < 30; i++) await look(at(1));
    expect(done).toEqual(['repair orders-0']);
    for (let i = 0; i < 30; i++) await look(at(2));
    expect(done).toEqual(['repair orders-0', 'repair orders-0']);
  });

  it('leaves an instance alone that is being filled', async () => {
    const { done, look } = stage();
    await look(
      cluster(2 * GIB).instance(0, i => ({
        ...i,
        task: { kind: 'Clone', donor: 'orders-1', message: '' },
      })),
    );
    expect(done).toEqual([]);
  });
});
