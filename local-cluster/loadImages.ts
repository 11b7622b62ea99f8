import { build, isBuilt } from './build/built.ts';
import { agentCanBeBuilt, agentImage } from './images/agentImage.ts';
import { importImages } from './images/importImages.ts';
import { clusterImages, mysqlImages, projectImages } from './images/images.ts';
import { operatorImage } from './images/operatorImage.ts';
import { mysqlRecipe } from './images/mysqlRootfs.ts';
import { instanceNamed } from './instance.ts';
import type { Machine } from './machines/machine.ts';
import { runningMachine } from './machines/machine.ts';
import { nodeName, nodeNumbers } from './machines/node.ts';
import type { Progress } from './progress.ts';
import { silent, step } from './progress.ts';

/** Seconds that MySQL's packages take to fetch, unpack and wrap, on two cores. */
export const mysqlEstimate = 45;
/** Seconds in which three nodes unpack it. */
export const importEstimate = 25;

/**
 * Builds this project's images anew where their sources have changed, and gives them to the nodes that run.
 *
 * @returns the names that some node didn't have
 */
export async function loadImages(
  options: { readonly instance?: string; readonly progress?: Progress } = {},
): Promise<string[]> {
  const instance = instanceNamed(options.instance);
  const nodes = nodeNumbers.flatMap(
    number => runningMachine(instance, nodeName(number)) ?? [],
  );
  return [
    ...(await giveImages(nodes, options.progress ?? silent)),
    ...(await giveAgent(nodes)),
  ];
}

/** The agent is bundled from packages that a first start installs beside the cluster: it comes when they are there. */
async function giveAgent(nodes: readonly Machine[]): Promise<string[]> {
  if (!agentCanBeBuilt()) return [];
  const image = await agentImage();
  const given = await Promise.all(
    nodes.map(node => importImages(node, [image])),
  );
  return [...new Set(given.flat())];
}

/**
 * Builds the operator's image where its sources have changed, and gives it to the nodes that run. Apart from the others,
 * because `npm start` has its operator in the portal.
 *
 * @returns its name that no other content ever had
 */
export async function loadOperatorImage(
  options: { readonly instance?: string } = {},
): Promise<string> {
  const image = await operatorImage();
  const instance = instanceNamed(options.instance);
  const nodes = nodeNumbers.flatMap(
    number => runningMachine(instance, nodeName(number)) ?? [],
  );
  await Promise.all(nodes.map(node => importImages(node, [image])));
  return image.names.at(-1) ?? '';
}

/** Builds the images, the quick ones first, and gives each to all nodes side by side. */
export async function giveImages(
  nodes: readonly Machine[],
  progress: Progress,
): Promise<string[]> {
  const mysqlIsBuilt = isBuilt(mysqlRecipe);
  const small = [...(await clusterImages()), ...(await projectImages())];
  const given = new Set<string>();
  const give = async (images: typeof small) => {
    for (const names of await Promise.all(
      nodes.map(node => importImages(node, images)),
    )) {
      for (const name of names) given.add(name);
    }
  };
  await give(small);
  if (!mysqlIsBuilt) await build(mysqlRecipe);
  const mysql = await mysqlImages();
  const begin = performance.now();
  await give(mysql);
  if (given.size > 0)
    progress.end(
      `Images in the nodes: ${shortNames(given)}`,
      (performance.now() - begin) / 1000,
    );
  return [...given];
}

function shortNames(names: Iterable<string>): string {
  return [...names]
    .map(name => name.replace(/^docker\.io\/(library\/)?/, ''))
    .join(', ');
}

/** Makes MySQL's root file system unless it is there. */
export async function makeMysql(progress: Progress): Promise<void> {
  if (isBuilt(mysqlRecipe)) return;
  await step(
    progress,
    'MySQL from Debian packages',
    () => build(mysqlRecipe),
    mysqlEstimate,
  );
}
