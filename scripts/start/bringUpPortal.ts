import type { Progress } from '../../local-cluster/progress.ts';
import { step } from '../../local-cluster/progress.ts';
import type { BackendProcess } from '../portal/BackendProcess.ts';
import type { Timings } from '../progress/Timings.ts';
import {
  hasDependencies,
  installDependencies,
} from '../workspace/dependencies.ts';
import {
  buildUserInterface,
  hasUserInterface,
} from '../workspace/userInterface.ts';

/** Installs and builds what the portal is made of, as far as it isn't there. */
export async function preparePortal(
  timings: Timings,
  progress: Progress,
): Promise<void> {
  if (!hasDependencies()) {
    await step(
      progress,
      'Dependencies (yarn install)',
      () => timings.measure('dependencies', installDependencies),
      timings.expect('dependencies'),
    );
  }
  if (!hasUserInterface()) {
    await step(
      progress,
      'User interface',
      () => timings.measure('user interface', buildUserInterface),
      timings.expect('user interface'),
    );
  }
}

/** Waits until a portal that was started can be used. */
export async function portalIsUsable(
  portal: BackendProcess,
  url: string,
  timings: Timings,
  progress: Progress,
): Promise<void> {
  await step(
    progress,
    `Portal answers at ${url}`,
    () => timings.measure('portal', () => portal.ready()),
    timings.expect('portal'),
  );
}
