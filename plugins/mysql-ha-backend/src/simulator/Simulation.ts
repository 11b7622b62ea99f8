import { VirtualClock } from '../mysql/inMemory';
import { Clients } from './Clients';
import { Faults } from './Faults';
import {
  invariants,
  notEqual,
  notHealed,
  quorumHolds,
  Scene,
} from './invariants';
import { Plant } from './operator';
import { Losses } from './Losses';
import { Operators } from './Operators';
import { Outcome } from './Outcome';
import { describeFault, Schedule, seconds } from './schedule';
import { SILENT_LOGGER } from './silentLogger';
import { SimulatedCluster } from './SimulatedCluster';
import { Random } from './time';

/** How long the cluster may take to be healthy again after all is mended, in milliseconds. */
const HEALS_WITHIN_MS = 120_000;
/** And how long until all instances hold the same, once nobody writes. */
const EQUAL_WITHIN_MS = 15_000;
/** How often it is asked whether it is healthy. */
const ASK_MS = 200;

/** One run of one schedule. */
export class Simulation {
  private readonly clock = new VirtualClock();
  private readonly cluster: SimulatedCluster;
  private readonly clients: Clients;
  private readonly operators: Operators;
  private readonly faults: Faults;
  private readonly watched = invariants();
  private violation: Outcome['violation'];
  private events = 0;
  private readonly happened: Record<string, number> = {};
  private failovers = 0;
  private switchovers = 0;
  private healthy = false;
  private readonly losses: Losses;

  constructor(
    private readonly schedule: Schedule,
    plant: Plant,
    private readonly trace?: (line: string) => void,
  ) {
    const random = new Random(schedule.seed ^ 0x5eed);
    const { clock } = this;
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
    const mendedAt = clock.monotonic();
    await this.heal(mendedAt);
    const healedAfterMs = clock.monotonic() - mendedAt;
    if (!this.violation && this.healthy) await this.compare();
    this.clients.stop();
    this.operators.stop();
    return {
      schedule,
      violation: this.violation,
      covered: {
        events: this.events,
        faults: this.happened,
        acknowledged: this.clients.acknowledgedCount,
        failovers: this.failovers,
        switchovers: this.switchovers,
        clones: this.cluster.world.clones,
        virtualMs: clock.monotonic(),
        healedAfterMs: this.healthy ? healedAfterMs : undefined,
      },
    };
  }

  private async heal(mendedAt: number): Promise<void> {
    this.askForHealth();
    await this.until(mendedAt + HEALS_WITHIN_MS, () => this.healthy);
    const waitsForPerson =
      (this.faults.mayNeedPerson && this.cluster.status.fence !== undefined) ||
      this.losses.isForPersonToDecide(this.faults.everOpenedByHand);
    if (!this.healthy && !waitsForPerson) {
      this.broken(
        `it heals within ${HEALS_WITHIN_MS / 1000} s`,
        notHealed(this.scene()) ?? '',
      );
    }
    const unrecorded = this.losses.unrecorded;
    if (unrecorded) this.broken('what is lost is on the record', unrecorded);
  }

  private async compare(): Promise<void> {
    const { clock } = this;
    this.clients.stop();
    let equal = false;
    const ask = () => {
      equal = notEqual(this.scene()) === undefined;
      if (!equal) clock.after(ASK_MS, ask);
    };
    clock.after(1, ask);
    await this.until(clock.monotonic() + EQUAL_WITHIN_MS, () => equal);
    if (!equal) {
      this.broken('all instances hold the same', notEqual(this.scene()) ?? '');
    }
  }

  private askForHealth(): void {
    const why = notHealed(this.scene());
    this.healthy = why === undefined;
    if (!this.healthy) this.clock.after(ASK_MS, () => this.askForHealth());
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
    let { primary, term } = this.cluster.status;
    let last = '';
    this.cluster.api.subscribe(() => {
      const { status } = this.cluster;
      if (status.term !== term) {
        if (status.primary !== primary) {
          if (status.fence) this.failovers += 1;
          else this.switchovers += 1;
        }
        ({ primary, term } = status);
      }
      if (!this.trace) return;
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
