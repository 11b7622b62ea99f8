import { bringUp } from './bringUp.ts';
import { isBuilt } from './build/built.ts';
import { kubeProgram } from './build/goProgram.ts';
import { mysqlRecipe } from './images/mysqlRootfs.ts';
import { instanceNamed, lockPath } from './instance.ts';
import { importEstimate, mysqlEstimate } from './loadImages.ts';
import { withLock } from './lock.ts';
import { controlPlaneName } from './machines/controlPlane.ts';
import { runningMachine } from './machines/machine.ts';
import { apiServerUrl } from './network/addresses.ts';
import { missingPackages } from './packages.ts';
import { preflight } from './preflight.ts';
import type { Progress } from './progress.ts';
import { inWords, silent } from './progress.ts';

/** How to bring a cluster up. */
export interface UpOptions {
  /** The instance's name; by default `LOCAL_CLUSTER`, else `default`. */
  readonly instance?: string;
  readonly progress?: Progress;
}

/** What the caller needs of a cluster that is up. */
export interface Up {
  readonly instance: string;
  readonly kubeconfig: string;
  readonly server: string;
}

/**
 * Brings the cluster up from whatever state it is in: never made, stopped, half made, crashed, or running, where it only
 * looks and returns. What fails is an exception; running it again goes on from there.
 *
 * @throws Remediable when the machine lacks something that the person can provide
 */
export async function up(options: UpOptions = {}): Promise<Up> {
  const instance = instanceNamed(options.instance);
  const progress = options.progress ?? silent;
  const running = runningMachine(instance, controlPlaneName) !== undefined;
  preflight(running);
  return withLock(
    lockPath(instance),
    async () => {
      if (!running) announce(progress);
      const addresses = await bringUp(instance, progress);
      return {
        instance: instance.name,
        kubeconfig: instance.kubeconfig,
        server: apiServerUrl(addresses),
      };
    },
    holder =>
      progress.say(
        `Another command works on this cluster (process ${holder}): waiting for it.`,
      ),
  );
}

/** Seconds that the first compilation takes on two cores, that a later one takes, and that a start takes. */
const [compileEstimate, startEstimate] = [260, 20];

function announce(progress: Progress): void {
  const compiled = isBuilt(kubeProgram('kube')) && isBuilt(kubeProgram('dns'));
  const made = isBuilt(mysqlRecipe);
  const seconds =
    Math.max(compiled ? 0 : compileEstimate, made ? 0 : mysqlEstimate) +
    startEstimate +
    (made ? 0 : importEstimate);
  const why = compiled
    ? ''
    : ': Kubernetes is compiled from source, once; more than two cores make it shorter';
  const packages = missingPackages();
  progress.say(
    `This takes about ${inWords(
      seconds + (packages.length > 0 ? 20 : 0),
    )}${why}.`,
  );
}
