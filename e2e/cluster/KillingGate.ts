import type { ApiGate, ApiWrite, Moment } from './ApiGate';
import type { Step } from './exchangeSteps';
import type { OperatorProcess } from './operatorProcess';
import type { Scene } from './Scene';
import { until } from './until';

/** Something that a test does once, when a write is done and its operator doesn't know it yet. */
interface Interference {
  readonly is: Step['is'];
  readonly then: () => Promise<void>;
}

/** Kills the newest operator of a scene at one step of its work, once, and starts another one. */
export class KillingGate {
  private replaced?: Promise<OperatorProcess>;

  private constructor(
    private readonly scene: Scene,
    private readonly step: Step,
    private first: Interference | undefined,
  ) {}

  /** @param first - happens before: the step is looked for only then */
  static arm(
    gate: ApiGate,
    scene: Scene,
    step: Step,
    first?: Interference,
  ): KillingGate {
    const armed = new KillingGate(scene, step, first);
    gate.onWrite((write, moment) => armed.meet(write, moment));
    return armed;
  }

  /** Waits until it happened, and the other one looks after all clusters. */
  async andReplaced(): Promise<void> {
    const { step } = this;
    const begun = await until(
      `an operator is killed ${step.name}`,
      () => this.replaced && { operator: this.replaced },
      { seconds: 240 },
    );
    const operator = await begun.operator;
    await until(
      `the operator that follows one killed ${step.name} acts`,
      () => operator.actsAlone,
      { seconds: 60, describe: () => operator.output().slice(-2_000) },
    );
  }

  private async meet(write: ApiWrite, moment: Moment): Promise<boolean> {
    if (this.replaced) return true;
    if (this.first) {
      if (moment === 'after' && this.first.is(write)) {
        const { then } = this.first;
        this.first = undefined;
        await then();
      }
      return true;
    }
    if (moment !== this.step.moment || !this.step.is(write)) return true;
    const { scene } = this;
    const killed = scene.newestOperator.kill();
    // The next one is on its way before this one’s Lease has run out.
    this.replaced = killed.then(() => scene.operator());
    await killed;
    return false;
  }
}
