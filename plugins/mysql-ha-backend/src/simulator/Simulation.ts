import { VirtualClock } from '../mysql/inMemory';
import { ChangesOfPrimary } from './ChangesOfPrimary';
import { Clients } from './Clients';
import { Faults } from './faults';
import { Healing } from './Healing';
import { Invariant, invariants, quorumHolds, Scene } from './invariants';
import { Plant } from './operator';
import { Losses } from './Losses';
import { Operators } from './Operators';
import { Outcome } from './Outcome';
import { describeFault, Schedule, seconds } from './schedule';
import { SILENT_LOGGER } from './silentLogger';
import { SimulatedCluster } from './SimulatedCluster';
import { Random } from './time';

/** One run of one schedule. */
export class Simulation {
  private readonly clock = new VirtualClock();
  private readonly cluster: SimulatedCluster;
  private readonly clients: Clients;
  private readonly operators: Operators;
  private readonly faults: Faults;
  private readonly watched: readonly Invariant[];
  private violation: Outcome['violation'];
  private events = 0;
  private readonly happened: Record<string, number> = {};
  private readonly changes: ChangesOfPrimary;
  private readonly healing: Healing;
  private readonly losses: Losses;

  constructor(
    private readonly schedule: Schedule,
    plant: Plant,
    private readonly trace?: (line: string) => void,
  ) {
    const random = new Random(schedule.seed ^ 0x5eed);
    const { clock } = this;
    this.watched = invariants(schedule);
    this.cluster = new SimulatedCluster(clock, schedule, plant);
    this.clients = new Clients(
      this.cluster,
      clock,
      random,
      (server, gtid) => {
        const { outside } = this.cluster;
        const isOutside = server === outside?.name;
        const what = isOutside
          ? outside?.brokenWord(gtid)
          : quorumHolds(this.cluster, server, gtid);
        if (!what) return;
        this.broken(
          isOutside
            ? 'a follower acknowledges nothing outside'
            : 'an acknowledged commit is in every quorum',
          what,
        );
      },
      server => !this.faults.openedByHand.has(server),
    );
    this.operators = new Operators(this.cluster, clock, random, plant, {
      ...SILENT_LOGGER,
      ...(trace && {
        info: (message: string) => this.say(message),
        warn: (message: string) => this.say(message),
        error: (message: string) => this.say(message),
        debug: (message: string) => this.say(`  ${message}`),
      }),
    });
    this.losses = new Losses(this.cluster);
    this.changes = new ChangesOfPrimary(this.cluster);
    this.healing = new Healing(
      clock,
      () => this.scene(),
      (ms, enough) => this.until(ms, enough),
    );
    this.faults = new Faults(
      this.cluster,
      this.operators,
      clock,
      random,
      name => this.mayLose(name),
    );
    this.followRecord();
  }

  async run(): Promise<Outcome> {
    const { schedule, clock } = this;
    for (let count = 0; count < schedule.operators; count++) {
      this.operators.start();
    }
    this.clients.start();
    for (const { at, fault } of schedule.faults) {
      clock.after(at, () => {
        this.clients.burst();
        const happens = this.faults.apply(fault);
        if (happens) {
          this.happened[fault.kind] = (this.happened[fault.kind] ?? 0) + 1;
        }
        this.say(
          `▼ ${describeFault(fault)}${happens ? '' : ' (does not apply)'}`,
        );
      });
    }
    await this.until(schedule.healAt, () => false);
    this.faults.mend();
    this.say('▲ all is mended');
    await this.heal();
    this.clients.stop();
    this.operators.stop();
    return {
      schedule,
      violation: this.violation,
      covered: {
        events: this.events,
        faults: this.happened,
        acknowledged: this.clients.acknowledgedCount,
        failovers: this.changes.failovers,
        switchovers: this.changes.switchovers,
        clones: this.cluster.world.clones,
        besides: this.operators.besides,
        sprung: this.faults.sprung,
        virtualMs: clock.monotonic(),
        healedAfterMs: this.healing.tookMs,
      },
    };
  }

  private async heal(): Promise<void> {
    const why = await this.healing.heal();
    const waitsForPerson =
      (this.faults.mayNeedPerson && this.cluster.status.fence !== undefined) ||
      this.losses.isForPersonToDecide(this.faults.everOpenedByHand);
    if (why && !waitsForPerson) this.broken(Healing.PROMISE, why);
    const unrecorded = this.losses.unrecorded;
    if (unrecorded) this.broken('what is lost is on the record', unrecorded);
    if (this.violation || this.healing.tookMs === undefined) return;
    this.clients.stop();
    const unequal = await this.healing.equalise();
    if (unequal) this.broken('all instances hold the same', unequal);
  }

  private async until(ms: number, enough: () => boolean): Promise<void> {
    if (this.violation) return;
    await this.clock.runUntil(ms, () => {
      this.events += 1;
      this.look();
      return this.violation !== undefined || enough();
    });
  }

  private look(): void {
    const scene = this.scene();
    for (const name of this.faults.openedByHand) {
      const { process } = this.cluster.world.server(name);
      if (!process || process.superReadOnly) {
        this.faults.openedByHand.delete(name);
      }
    }
    for (const invariant of this.watched) {
      const what = invariant.look(scene);
      if (what) this.broken(invariant.name, what);
    }
  }

  private broken(invariant: string, what: string): void {
    if (this.violation) return;
    this.violation = { at: this.clock.monotonic(), invariant, what };
    this.say(`✗ ${invariant}: ${what}`);
  }

  private scene(): Scene {
    return {
      cluster: this.cluster,
      acknowledged: this.clients.acknowledged,
      giveUp: missing => {
        if (!this.losses.mayLose(missing)) return false;
        this.clients.forget(missing);
        return true;
      },
      openedByHand: this.faults.openedByHand,
      now: this.clock.now(),
    };
  }

  /** One volume may be lost at a time: the next one only when all that are recorded as members have data again. */
  private mayLose(name: string): boolean {
    const { synchronous } = this.cluster.status;
    if (!synchronous?.members.includes(name)) return false;
    const { waitFor, lowestWaitFor = waitFor } = synchronous;
    return (
      lowestWaitFor > 0 &&
      synchronous.members.every(member => {
        const { disk, clone } = this.cluster.world.server(member);
        return !clone && !disk.logged.isEmpty();
      })
    );
  }

  private followRecord(): void {
    let last = '';
    this.cluster.api.subscribe(() => {
      if (!this.trace) return;
      const { status } = this.cluster;
      const { phase: _, conditions: __, incidents: ___, ...shown } = status;
      const line = JSON.stringify(shown);
      if (line !== last) this.say(`  record ${line}`);
      last = line;
    });
    this.operators.onFindings = (operator, findings) =>
      this.say(`  ${operator} finds ${findings.join(', ') || 'nothing'}`);
  }

  private say(line: string): void {
    this.trace?.(`${seconds(this.clock.monotonic())}  ${line}`);
  }
}
