import { Recovery } from '../../diagnose';
import { MySqlInstance } from '../../mysql';
import { Snapshot } from '../../observe';
import { Plan, Step } from '../../plan';
import { Plant } from '../operator';

/** Thinks about another snapshot than the one that was taken. */
export function seeing(change: (snapshot: Snapshot) => Snapshot): Plant {
  return {
    rooms: rooms => ({
      ...rooms,
      diagnose: snapshot => rooms.diagnose(change(snapshot)),
    }),
  };
}

/** Plans something else for these recoveries. */
export function planning(
  kinds: readonly Recovery['kind'][],
  change: (plan: Plan, snapshot: Snapshot) => Plan,
): Plant {
  return {
    rooms: rooms => ({
      ...rooms,
      planFor: (snapshot, recovery) => {
        const plan = rooms.planFor(snapshot, recovery);
        return kinds.includes(recovery.kind) ? change(plan, snapshot) : plan;
      },
    }),
  };
}

/** The plan without these steps. */
export function without(plan: Plan, ...left: readonly Step['do'][]): Plan {
  return { ...plan, steps: plan.steps.filter(step => !left.includes(step.do)) };
}

/** The plan with these steps before all others. */
export function first(plan: Plan, kind: Step['do']): Plan {
  return {
    ...plan,
    steps: [
      ...plan.steps.filter(step => step.do === kind),
      ...plan.steps.filter(step => step.do !== kind),
    ],
  };
}

/** The plan with each step of the one kind after the next of the other. */
export function after(plan: Plan, late: Step['do'], before: Step['do']): Plan {
  const moved = plan.steps.filter(step => step.do === late);
  return {
    ...plan,
    steps: plan.steps
      .filter(step => step.do !== late)
      .flatMap(step => (step.do === before ? [step, ...moved] : [step])),
  };
}

/** An instance of which one verb does something else. */
export function verb(
  change: (instance: MySqlInstance) => Partial<MySqlInstance>,
): Plant {
  return {
    instance: instance => {
      const changed = change(instance);
      return new Proxy(instance, {
        get: (target, key) =>
          Reflect.get(key in changed ? changed : target, key),
      });
    },
  };
}
