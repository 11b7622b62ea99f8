import { isBuilt } from '../../local-cluster/build/built.ts';
import { kubeProgram } from '../../local-cluster/build/goProgram.ts';
import { instanceNamed } from '../../local-cluster/instance.ts';
import { controlPlaneName } from '../../local-cluster/machines/controlPlane.ts';
import { runningMachine } from '../../local-cluster/machines/machine.ts';
import { preflight } from '../../local-cluster/preflight.ts';
import type { Target } from '../kubernetes/Target.ts';
import type { Work } from '../progress/Forecast.ts';
import type { Part } from '../progress/Timings.ts';
import { hasDependencies } from '../workspace/dependencies.ts';
import { hasUserInterface } from '../workspace/userInterface.ts';
import { checkRoom } from './room.ts';

/** What a start finds to do on this machine. */
export interface Survey extends Work {
  /** What bringing the cluster up amounts to; nothing when it runs or isn't ours. */
  readonly clusterPart?: Part;
}

/**
 * Looks at what is there already, without changing anything.
 *
 * @throws Remediable when the machine lacks something
 */
export function survey(target: Target): Survey {
  const runs =
    target.embedded &&
    runningMachine(instanceNamed(), controlPlaneName) !== undefined;
  if (target.embedded) preflight(runs);
  const compiling = target.embedded && !isBuilt(kubeProgram('kube'));
  const dependencies = !hasDependencies();
  checkRoom({ cluster: target.embedded && !runs, compiling, dependencies });
  const clusterPart = compiling
    ? 'cluster from nothing'
    : target.embedded && !runs
    ? 'cluster start'
    : undefined;
  const pages = dependencies || !hasUserInterface();
  return {
    clusterPart,
    sideBySide: [
      clusterPart ? [clusterPart] : [],
      [
        ...(dependencies ? (['dependencies'] as const) : []),
        ...(pages ? (['user interface'] as const) : []),
        'portal',
      ],
    ],
    // Whether the sample exists only the cluster knows; until it is asked, the longer way is announced.
    afterwards: clusterPart === undefined ? [] : ['sample cluster'],
  };
}
