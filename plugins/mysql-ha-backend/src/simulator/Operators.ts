import { InMemoryMySql, VirtualClock } from '../mysql/inMemory';
import { Step } from '../plan';
import { SimulatedKubernetes } from './kubernetes';
import { DistantMySql, Plant, SimulatedOperator } from './operator';
import { SILENT_LOGGER } from './silentLogger';
import { SimulatedCluster } from './SimulatedCluster';
import { OperatorProcess, Random } from './time';

/** The operators of a simulation, by turns: those that end are replaced. */
export class Operators {
  /** How long a command may take to arrive, in milliseconds; 0 means a moment. */
  slowestMs = 0;
  /** Findings of each look that found any, for a trace. */
  onFindings: (operator: string, findings: readonly string[]) => void =
    () => {};
  /** An operator is about to take a step of a plan beside its loop. */
  onStepBeside: (operator: string, step: Step['do']) => void = () => {};
  /** How many plans ran beside a loop. */
  besides = 0;
  private readonly running: SimulatedOperator[] = [];
  private count = 0;

  constructor(
    private readonly cluster: SimulatedCluster,
    private readonly clock: VirtualClock,
    private readonly random: Random,
    private readonly plant: Plant,
    private readonly logger = SILENT_LOGGER,
  ) {
    cluster.api.subscribe(() => this.poke());
  }

  /** The one that holds the Lease, as far as it knows. */
  get leader(): SimulatedOperator | undefined {
    return this.running.find(operator => operator.leads) ?? this.running[0];
  }

  get names(): readonly string[] {
    return this.running.map(({ process }) => process.name);
  }

  start(): void {
    this.count += 1;
    const { cluster, clock, plant, logger } = this;
    const { world } = cluster;
    const process = new OperatorProcess(`operator-${this.count}`, clock);
    this.running.push(
      SimulatedOperator.start({
        process,
        plant,
        logger,
        outdated: cluster.outdated,
        schedulesEvents: cluster.event !== undefined,
        isHeavy: cluster.isHeavy,
        kubernetes: new SimulatedKubernetes({
          server: cluster.api,
          network: world.network,
          clock,
          process,
          latencyMs: () => this.random.whole(1, 4) + this.delay(),
          random: () => this.random.next(),
          applied: object => plant.applied?.(object) ?? object,
        }),
        mysql: new DistantMySql(new InMemoryMySql(world, process.name), {
          clock,
          process,
          latencyMs: () => this.random.whole(0, 2) + this.delay(),
          change: instance => plant.instance?.(instance) ?? instance,
        }),
        onPlanBeside: () => {
          this.besides += 1;
        },
        onStepBeside: step => this.onStepBeside(process.name, step),
        onFindings: findings =>
          this.onFindings(
            process.name,
            findings.map(f => `${f.code} ${f.instance ?? ''}`.trim()),
          ),
      }),
    );
  }

  poke(): void {
    this.running.forEach(operator => operator.poke());
  }

  /**
   * @param name - whom, if not the one that leads
   * @returns what lets it go on; undefined when there is none to stall
   */
  stall(name?: string): (() => void) | undefined {
    const stalled = this.named(name);
    if (!stalled?.process.isRunning) return undefined;
    stalled.process.freeze();
    return () => stalled.thaw();
  }

  /**
   * @param name - whom, if not the one that leads
   * @returns what starts another one; undefined when there is none to kill
   */
  kill(name?: string): (() => void) | undefined {
    const killed = this.named(name);
    if (!killed) return undefined;
    this.running.splice(this.running.indexOf(killed), 1);
    void killed.kill();
    return () => this.start();
  }

  jumpClock(byMs: number): void {
    const process = this.leader?.process;
    if (process) process.wallClockOffset += byMs;
  }

  /** Ends them all, so that nothing of this run goes on. */
  stop(): void {
    for (const operator of this.running) void operator.kill();
    this.running.length = 0;
  }

  private named(name: string | undefined): SimulatedOperator | undefined {
    return name === undefined
      ? this.leader
      : this.running.find(({ process }) => process.name === name);
  }

  private delay(): number {
    return this.slowestMs > 0 ? this.random.whole(0, this.slowestMs) : 0;
  }
}
