import { spawn } from 'node:child_process';
import {
  heal,
  kubectlCommand,
  kubeconfigPath,
  lines,
  loadImages,
  loadOperatorImage,
  mysqlRootfs,
} from './index.ts';
import {
  down,
  partition,
  Remediable,
  reset,
  status,
  statusInWords,
  up,
} from './index.ts';
import { messageOf } from './errors.ts';

const usage = `usage: npm run local:up | local:down | local:status | local:reset | local:images
       npm run local:partition -- NODE      cut a node off the network
       npm run local:heal [-- NODE]         bring it back, or all of them
       npm run local:images -- --operator   the operator's image too, for a Deployment; prints its name
       npm run local:images -- --print-rootfs
       npm run kubectl -- ARGUMENTS
LOCAL_CLUSTER chooses the cluster (default "default").
`;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
const progress = lines(line => process.stderr.write(`${line}\n`));

const verbs: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  async up() {
    const { kubeconfig, server } = await up({ progress });
    print(
      `Kubernetes is up at ${server}\n  export KUBECONFIG=${kubeconfig}\n  npm run kubectl -- get pods -A`,
    );
  },
  async down() {
    await down({ progress });
    print(
      'Nothing of the cluster runs any more; "npm run local:up" brings it back as it was.',
    );
  },
  async reset() {
    await reset({ progress });
    print(
      'The cluster and all that it held are gone; "npm run local:up" makes a new one.',
    );
  },
  async status() {
    print(statusInWords(await status()));
  },
  async partition([node]) {
    if (!node)
      throw new Remediable(
        'Which node? For example: npm run local:partition -- node-2',
      );
    await partition(node);
    print(
      `${node} is cut off the network; "npm run local:heal -- ${node}" brings it back.`,
    );
  },
  async heal([node]) {
    await heal(node);
    print(`${node ?? 'Every node'} is on the network.`);
  },
  async images(args) {
    if (args.includes('--print-rootfs')) return print(await mysqlRootfs());
    if (args.includes('--operator')) return print(await loadOperatorImage());
    const given = await loadImages({ progress });
    print(
      given.length > 0
        ? given.join('\n')
        : 'The nodes have all images as they are now.',
    );
  },
  async kubectl(args) {
    const [program, verb] = await kubectlCommand();
    const child = spawn(program, [verb, ...args], {
      stdio: 'inherit',
      env: {
        ...process.env,
        KUBECONFIG: process.env.KUBECONFIG || kubeconfigPath(),
      },
    });
    // Ctrl-C goes to kubectl, which ends by itself; its exit code is ours.
    process.on('SIGINT', () => {});
    process.exitCode = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', code => resolve(code ?? 1));
    });
  },
};

try {
  const [verb = '', ...args] = process.argv.slice(2);
  const act = verbs[verb];
  if (!act) throw new Remediable(usage);
  await act(args);
} catch (failure) {
  process.stderr.write(`${messageOf(failure)}\n`);
  process.exitCode = failure instanceof Remediable ? 2 : 1;
}
