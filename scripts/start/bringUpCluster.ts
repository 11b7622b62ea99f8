import { Remediable, messageOf } from '../../local-cluster/errors.ts';
import type { Progress } from '../../local-cluster/progress.ts';
import { step } from '../../local-cluster/progress.ts';
import { up } from '../../local-cluster/up.ts';
import { Kubectl } from '../kubernetes/Kubectl.ts';
import type { Target } from '../kubernetes/Target.ts';
import { applyDefinitions } from '../kubernetes/definitions.ts';
import type { Part, Timings } from '../progress/Timings.ts';

/**
 * Makes the target ready for MySQL clusters: the embedded one is brought up, one of the person's own is asked whether
 * it answers; both learn the custom resources.
 *
 * @throws Remediable when the person's cluster doesn't answer
 */
export async function bringUpCluster(
  target: Target,
  part: Part | undefined,
  timings: Timings,
  progress: Progress,
): Promise<void> {
  if (target.embedded) {
    const bringUp = () => up({ progress: inItsName(progress) });
    await (part ? timings.measure(part, bringUp) : bringUp());
  } else {
    await step(progress, 'Your Kubernetes answers', () => reach(target));
  }
  await step(progress, 'Custom resources defined', () =>
    applyDefinitions(Kubectl.for(target)),
  );
}

async function reach(target: Target): Promise<void> {
  try {
    await Kubectl.for(target).run(['get', '--raw', '/version']);
  } catch (failure) {
    if (failure instanceof Remediable) throw failure;
    throw new Remediable(
      `The cluster of KUBECONFIG=${
        target.kubeconfig
      } doesn't answer: check it with "kubectl get nodes", or unset KUBECONFIG to use the embedded one. ${messageOf(
        failure,
      )}`,
    );
  }
}

/** The cluster's own remarks speak of the cluster alone, which its steps' names make clear and its remarks don't. */
function inItsName(progress: Progress): Progress {
  return {
    begin: (name, estimate) => progress.begin(name, estimate),
    end: (name, seconds) => progress.end(name, seconds),
    say: line => progress.say(`Cluster: ${line}`),
  };
}
