import { VirtualClock } from '../../mysql/inMemory';
import { Step } from '../../plan';
import { Operators } from '../Operators';
import { FaultOf } from '../schedule';
import { Lasting } from './Lasting';
import { NetworkFaults } from './NetworkFaults';

type Ambush = FaultOf<'ambush'>;

/** What befalls the processes of operators, at a time or at a step of what they do beside the loop. */
export class OperatorFaults {
  /** How many ambushes hurt somebody. */
  sprung = 0;
  private ambushes: readonly Ambush[] = [];

  constructor(
    private readonly operators: Operators,
    private readonly clock: VirtualClock,
    private readonly network: NetworkFaults,
    private readonly lasting: Lasting,
  ) {
    operators.onStepBeside = (name, step) => this.spring(name, step);
  }

  /** @param name - whom, if not the one that leads */
  stall(forMs: number, name?: string): boolean {
    return this.endsLater(forMs, this.operators.stall(name));
  }

  /** @param name - whom, if not the one that leads */
  kill(forMs: number, name?: string): boolean {
    return this.endsLater(forMs, this.operators.kill(name));
  }

  delayCommands(slowestMs: number, forMs: number): void {
    this.operators.slowestMs = slowestMs;
    this.lasting.later(forMs, () => {
      this.operators.slowestMs = 0;
    });
  }

  /** Lies in wait, until somebody comes by. */
  ambush(ambush: Ambush): void {
    this.ambushes = [...this.ambushes, ambush];
  }

  /** Nobody lies in wait any more. */
  mend(): void {
    this.ambushes = [];
  }

  private spring(name: string, step: Step['do']): void {
    const ambush = this.ambushes.find(
      waiting => waiting.step === 'any' || waiting.step === step,
    );
    if (!ambush) return;
    this.ambushes = this.ambushes.filter(other => other !== ambush);
    if (ambush.afterMs === 0) this.hurt(name, ambush);
    else this.clock.after(ambush.afterMs, () => this.hurt(name, ambush));
  }

  private hurt(name: string, { wound, forMs }: Ambush): void {
    this.sprung += 1;
    switch (wound) {
      case 'stall':
        this.stall(forMs, name);
        break;
      case 'kill':
        this.kill(forMs, name);
        break;
      case 'cutOff':
        this.network.cutFromKubernetes(name, forMs);
        break;
      default:
        throw new Error(`unknown wound ${String(wound satisfies never)}`);
    }
  }

  private endsLater(forMs: number, end: (() => void) | undefined): boolean {
    if (end) this.lasting.later(forMs, end);
    return end !== undefined;
  }
}
