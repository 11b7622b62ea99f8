import { Remediable } from './errors.ts';
import type { Instance } from './instance.ts';
import { instanceNamed } from './instance.ts';
import { controlPlaneName } from './machines/controlPlane.ts';
import type { Machine } from './machines/machine.ts';
import { runningMachine } from './machines/machine.ts';
import { nodeName, nodeNumbers } from './machines/node.ts';
import { setCable } from './network/links.ts';

/**
 * Cuts a node off the network, as if its cable were pulled: its pods go on running, and reach nobody.
 *
 * @param node - such as `node-2`
 * @throws Remediable when there is no such node or the cluster is down
 */
export async function partition(
  node: string,
  instance?: string,
): Promise<void> {
  await setCable(controlPlaneOf(instanceNamed(instance), node), node, 'down');
}

/** Brings a node back, or all of them. */
export async function heal(node?: string, instance?: string): Promise<void> {
  for (const name of node ? [node] : nodeNumbers.map(nodeName)) {
    await setCable(controlPlaneOf(instanceNamed(instance), name), name, 'up');
  }
}

function controlPlaneOf(instance: Instance, node: string): Machine {
  const names = nodeNumbers.map(nodeName);
  if (!names.includes(node)) {
    throw new Remediable(
      `There is no node "${node}": the nodes are ${names.join(', ')}.`,
    );
  }
  const controlPlane = runningMachine(instance, controlPlaneName);
  if (!controlPlane) {
    throw new Remediable(
      `The cluster "${instance.name}" is down: start it with "npm run local:up".`,
    );
  }
  return controlPlane;
}
