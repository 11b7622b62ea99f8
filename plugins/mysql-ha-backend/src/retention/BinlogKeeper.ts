import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Complaints } from '../Complaints';
import { bytesInWords, diskLevels } from '../diagnose';
import {
  GtidSet,
  MySqlError,
  MySqlFacts,
  MySqlInstance,
  NOT_COMMANDING,
  Supervisor,
} from '../mysql';
import {
  BinlogsView,
  factsOf,
  InstanceSnapshot,
  instanceNamed,
  Snapshot,
  SupervisorView,
} from '../observe';
import { EarlierLooks } from './EarlierLooks';
import { judgeBinaryLogs, LogVerdict } from './judgeBinaryLogs';
import { Reader } from './Reader';
import { readersOf, Remembered } from './readersOf';
import { whatBecomesOf } from './whatBecomesOf';

/** How often a supervisor is asked for its free space while many transactions come, in milliseconds; and nearly full. */
const BUSY_MS = 5_000;
const NEARLY_FULL_MS = 1_500;

type Purge = Extract<LogVerdict['act'], { do: 'Purge' }>;

interface KeeperOptions {
  readonly logger: LoggerService;
  readonly mysql: (
    instance: string,
  ) => Pick<
    MySqlInstance,
    'binaryLogs' | 'purgeBinaryLogs' | 'rotateBinaryLog' | 'endDumpThreads'
  >;
  readonly supervisor: (
    instance: string,
  ) => Pick<Supervisor, 'repairCredentials'>;
  /** Asks a supervisor now. */
  readonly ask: (instance: string) => Promise<SupervisorView | undefined>;
  readonly announce: (reason: string, message: string) => void;
  /** What is held back has changed. */
  readonly onChange: () => void;
}

/**
 * Purges binary logs before they fill a volume. It is never in the way of the HA loop: each statement has a connection
 * of its own and a deadline.
 */
export class BinlogKeeper {
  private readonly views = new Map<string, BinlogsView>();
  private readonly cloned = new Map<string, GtidSet>();
  private readonly earlier = new Map<string, EarlierLooks>();
  private readonly repaired = new Map<string, number>();
  private readonly complaints: Complaints;

  constructor(private readonly options: KeeperOptions) {
    this.complaints = new Complaints(options.logger);
  }

  view(instance: string): BinlogsView | undefined {
    return this.views.get(instance);
  }

  /**
   * Looks at each server, and purges where it is due; never throws.
   * @param shown - the status as it was last written
   */
  async look(
    snapshot: Snapshot,
    shown: Pick<ClusterStatus, 'instances'>,
  ): Promise<void> {
    this.noteClones(snapshot);
    const remembered = { cloned: this.cloned, shown: shownSets(shown) };
    await Promise.all(
      snapshot.instances.map(async instance => {
        const facts = factsOf(instance);
        if (!facts || instance.task) {
          this.show(instance.name, undefined);
          return;
        }
        try {
          await this.keep(snapshot, instance, facts, remembered);
          this.complaints.end(instance.name);
        } catch (error) {
          await this.failed(instance, error);
        }
      }),
    );
  }

  private async keep(
    snapshot: Snapshot,
    instance: InstanceSnapshot,
    facts: MySqlFacts,
    remembered: Remembered,
  ): Promise<void> {
    const { name } = instance;
    const earlier = this.earlierOf(name);
    const busy = earlier.isBusy(facts);
    const disk = await this.diskNow(instance, busy);
    if (!disk) return;
    const { tight, last } = diskLevels(disk.totalBytes);
    if (disk.freeBytes >= tight) {
      this.show(name, undefined);
      return;
    }
    if (!busy && disk.freeBytes >= last && earlier.mayRest()) return;
    const logs = await this.options.mysql(name).binaryLogs();
    const readers = readersOf(snapshot, name, remembered);
    const { act, heldBack } = judgeBinaryLogs({
      disk,
      logs,
      readers,
      stuck: earlier.stuckAt(logs, readers),
      commitWaits: facts.semiSyncSource.waitingSessions > 0,
    });
    this.show(name, earlier.lasting(heldBack));
    if (snapshot.spec.paused || act.do === 'Nothing') return;
    earlier.wake();
    if (act.do === 'Rotate') {
      await this.options.mysql(name).rotateBinaryLog();
      this.options.logger.info(
        `${name}: a new binary log is begun, as space is short`,
      );
    } else {
      await this.purge(snapshot, facts, { name, ...disk }, act, readers);
    }
    await this.options.ask(name);
  }

  /** Free space as it was lately: of a server that takes many transactions a supervisor's word is soon old. */
  private async diskNow(
    { name, supervisor }: InstanceSnapshot,
    busy: boolean,
  ): Promise<SupervisorView['disk']> {
    const { disk, ageMs = Infinity } = supervisor ?? {};
    if (!disk || disk.totalBytes === 0) return undefined;
    const nearly = disk.freeBytes < 2 * diskLevels(disk.totalBytes).tight;
    return busy && ageMs >= (nearly ? NEARLY_FULL_MS : BUSY_MS)
      ? (await this.options.ask(name))?.disk
      : disk;
  }

  private async purge(
    snapshot: Snapshot,
    facts: MySqlFacts,
    {
      name,
      freeBytes,
      totalBytes,
    }: {
      readonly name: string;
      readonly freeBytes: number;
      readonly totalBytes: number;
    },
    { to, bytes, givenUp }: Purge,
    readers: readonly Reader[],
  ): Promise<void> {
    const mysql = this.options.mysql(name);
    const left = bytesInWords(freeBytes);
    if (givenUp.length > 0) {
      const names = givenUp.map(reader => reader.name).join(', ');
      this.options.announce(
        'BinlogsGivenUp',
        `The disk of ${name} has ${left} left, so ${bytesInWords(
          bytes,
        )} of its binary logs are purged that ${names} still needed: before the server stops for want of space, ${whatBecomesOf(
          givenUp,
          name,
          snapshot,
        )}.`,
      );
    }
    if (freeBytes < diskLevels(totalBytes).last) {
      // A file that is being sent is not purged.
      await mysql.endDumpThreads(inTheWay(facts, givenUp, readers));
    }
    await mysql.purgeBinaryLogs(to);
    this.options.logger.info(
      `${name}: ${bytesInWords(
        bytes,
      )} of binary logs before ${to} are purged, as ${left} are left on its disk`,
    );
  }

  /** A copy holds what its donor held when it was begun; what came after that it will have to read. */
  private noteClones(snapshot: Snapshot): void {
    for (const { name, task } of snapshot.instances) {
      if (!task) {
        this.cloned.delete(name);
      } else if (!this.cloned.has(name)) {
        const donor = factsOf(instanceNamed(snapshot, task.donor));
        if (donor) this.cloned.set(name, donor.gtidExecuted);
      }
    }
  }

  private earlierOf(name: string): EarlierLooks {
    const looks = this.earlier.get(name) ?? new EarlierLooks();
    this.earlier.set(name, looks);
    return looks;
  }

  private show(name: string, heldBack: BinlogsView['heldBack']): void {
    const before = this.views.get(name)?.heldBack;
    if (heldBack) this.views.set(name, { heldBack });
    else this.views.delete(name);
    if (before?.by.join() !== heldBack?.by.join()) this.options.onChange();
  }

  private async failed(
    { name, supervisor }: InstanceSnapshot,
    error: unknown,
  ): Promise<void> {
    const code = error instanceof MySqlError ? error.failure.code : undefined;
    if (code === NOT_COMMANDING) return;
    this.complaints.say(
      `Binary logs of ${name}: ${stringifyError(error)}`,
      name,
    );
    const starts = supervisor?.starts ?? 0;
    // A server that an older operator set up does not let its operator purge.
    if (
      code === 'ER_SPECIFIC_ACCESS_DENIED_ERROR' &&
      this.repaired.get(name) !== starts
    ) {
      this.repaired.set(name, starts);
      await this.options
        .supervisor(name)
        .repairCredentials({ logged: false })
        .catch(() => this.repaired.delete(name));
    }
  }
}

/** The connections of those that are given up, and of whoever else reads here that nobody knows. */
function inTheWay(
  { dumpThreads }: MySqlFacts,
  givenUp: readonly Reader[],
  readers: readonly Reader[],
): readonly string[] {
  return dumpThreads.flatMap(({ serverUuid }) => {
    const known = readers.some(({ uuid }) => uuid === serverUuid);
    const given = givenUp.some(({ uuid }) => uuid === serverUuid);
    return serverUuid && (given || !known) ? [serverUuid] : [];
  });
}

function shownSets({
  instances = [],
}: Pick<ClusterStatus, 'instances'>): ReadonlyMap<string, GtidSet> {
  return new Map(
    instances.flatMap(({ name, gtidExecuted }) =>
      gtidExecuted ? [[name, GtidSet.parse(gtidExecuted)]] : [],
    ),
  );
}
