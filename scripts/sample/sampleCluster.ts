import { waitFor } from '../../local-cluster/waitFor.ts';
import { PortalClient, PortalError, at } from './PortalClient.ts';
import { TemplateTask } from './TemplateTask.ts';

/** Where the sample is. examples/shop.yaml has a component that uses it. */
export const sample = { namespace: 'shop', name: 'orders' } as const;

const template = { namespace: 'default', name: 'mysql-ha-cluster' } as const;

/** What a person would choose in the template's form. */
const values = {
  name: sample.name,
  namespace: sample.namespace,
  owner: 'group:default/shop-team',
  system: 'system:default/shop',
  description: 'What was ordered, by whom, and whether it was paid',
  size: 'small',
  storage: '2Gi',
  topology: 'SemiSync',
  instances: 3,
  version: 'mysql:9.7',
  backup: 'none',
  expert: false,
} as const;

/** How the sample came to be. */
export type SampleOutcome = 'created' | 'there already';

/** Phases that a cluster doesn't leave by itself. */
const resting = ['Healthy', 'Hibernated', 'WaitingForUser', 'Deleting'];

/**
 * Makes the sample cluster through the portal's template, exactly as a person would. One that exists is left alone and
 * followed until it rests.
 *
 * @param onLine - gets the lines of the task's log, or what the cluster says of itself
 * @throws Error with the task's words when it failed, or the cluster's when it takes too long
 */
export async function ensureSampleCluster(
  port: number,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<SampleOutcome> {
  const portal = await PortalClient.enterAsGuest(port);
  if ((await findSample(portal, signal)) !== undefined) {
    await followUntilResting(portal, onLine, signal);
    return 'there already';
  }
  await waitFor(
    () =>
      portal.find(
        `/catalog/entities/by-name/template/${template.namespace}/${template.name}`,
        signal,
      ),
    {
      what: `the template ${template.name} to appear in the catalog`,
      timeoutMs: 60_000,
      intervalMs: 500,
    },
  );
  const task = await TemplateTask.start(
    portal,
    `template:${template.namespace}/${template.name}`,
    values,
  );
  await task.follow(onLine, signal);
  return 'created';
}

/** The portal starts beside Kubernetes, so it may take it a moment until it sees what is there. */
async function findSample(
  portal: PortalClient,
  signal: AbortSignal,
): Promise<unknown | undefined> {
  let obstacle = '';
  const found = await waitFor(
    async () => {
      try {
        const cluster = await portal.find(
          `/mysql-ha/v1/clusters/${sample.namespace}/${sample.name}`,
          signal,
        );
        return { cluster };
      } catch (failure) {
        if (!(failure instanceof PortalError) || failure.status !== 503)
          throw failure;
        obstacle = failure.message;
        return undefined;
      }
    },
    {
      what: 'the portal to reach Kubernetes',
      timeoutMs: 90_000,
      intervalMs: 500,
      explain: () => obstacle,
    },
  );
  return found.cluster;
}

async function followUntilResting(
  portal: PortalClient,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let told = '';
  await waitFor(
    async () => {
      const status = at(await findSample(portal, signal), 'status');
      const phase = textOr(at(status, 'phase'), 'not looked at yet');
      const message = textOr(at(status, 'message'), '');
      const line = message ? `${phase}. ${message}` : phase;
      if (line !== told) onLine(line);
      told = line;
      return resting.includes(phase);
    },
    {
      what: `MySQL cluster ${sample.namespace}/${sample.name} to become healthy`,
      timeoutMs: 180_000,
      intervalMs: 1_000,
      explain: () => told,
    },
  );
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
