import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { instanceNamed } from '../instance.ts';
import { isAlive } from '../liveness.ts';
import { kubectl } from '../kubectl.ts';
import {
  down,
  heal,
  partition,
  podProcesses,
  reset,
  silent,
  status,
  up,
} from '../index.ts';
import { controlPlaneName } from '../machines/controlPlane.ts';
import { machineDirectory, runningMachine } from '../machines/machine.ts';
import { recordedAddresses } from '../network/addresses.ts';
import { hostLink } from '../network/hostNetwork.ts';
import { settingsFound } from '../network/hostSettings.ts';
import { tryRun } from '../run.ts';
import { waitFor } from '../waitFor.ts';
import { databasePod } from './databasePod.ts';
import { snapshot } from './snapshot.ts';

/**
 * A whole life of one real cluster, apart from the one that a person may have running. The tests go through it in order.
 */
const instance = instanceNamed('lifecycle');
const options = { instance: instance.name, progress: silent };

function isOurs(line: string): boolean {
  const block = recordedAddresses(instance)?.block;
  const marks = [
    instance.id,
    instance.directory,
    ...(block === undefined ? [] : [`10.${block}.`]),
  ];
  return marks.some(mark => line.includes(mark));
}

async function switchOff(machine: string): Promise<void> {
  const running = runningMachine(instance, machine);
  assert.ok(running, `${machine} runs`);
  process.kill(running.pid, 'SIGKILL');
  await waitFor(async () => !isAlive(running), {
    what: `${machine} to be off`,
    timeoutMs: 20_000,
  });
}

async function answers(port: number, address: string): Promise<boolean> {
  return (
    (await tryRun('bash', ['-c', `exec 3<>/dev/tcp/${address}/${port}`], {
      timeoutMs: 1000,
    })) !== undefined
  );
}

const isRoot = process.getuid?.() === 0;
const inOrder = { skip: isRoot ? false : 'needs root' };
let settingsBefore: Record<string, string> = {};

before(async () => {
  if (!isRoot) return;
  await reset(options);
  settingsBefore = settingsFound();
});
after(async () => {
  if (isRoot) await reset(options);
});

test(
  'up makes a cluster of three ready nodes in three zones',
  inOrder,
  async () => {
    await up(options);
    const zones = await kubectl(instance, [
      'get',
      'nodes',
      '-o',
      'jsonpath={.items[*].metadata.labels.topology\\.kubernetes\\.io/zone}',
    ]);
    assert.equal(zones, 'zone-a zone-b zone-c');
    assert.equal((await status(instance.name)).state, 'up');
  },
);

test(
  'up again finds everything there and touches nothing',
  inOrder,
  async () => {
    const pids = async () =>
      (await status(instance.name)).machines.map(machine => machine.pid);
    const [first, begin] = [await pids(), performance.now()];
    await up(options);
    assert.deepEqual(await pids(), first);
    assert.ok(
      performance.now() - begin < 10_000,
      'a second or two on an idle machine',
    );
  },
);

test(
  'a database on each node is reached from this machine by pod and by Service address',
  inOrder,
  async () => {
    await kubectl(
      instance,
      ['apply', '-f', '-'],
      JSON.stringify(databasePod(3)),
    );
    await kubectl(instance, [
      'rollout',
      'status',
      'statefulset/database',
      '--timeout=120s',
    ]);
    const podIp = await kubectl(instance, [
      'get',
      'pod',
      'database-2',
      '-o',
      'jsonpath={.status.podIP}',
    ]);
    const serviceIp = await kubectl(instance, [
      'get',
      'service',
      'database',
      '-o',
      'jsonpath={.spec.clusterIP}',
    ]);
    assert.ok(await answers(3306, podIp));
    assert.ok(await answers(3306, serviceIp));
    const inPod = await kubectl(instance, [
      'exec',
      'database-0',
      '--',
      'getent',
      'hosts',
      'database-1.database.default.svc.cluster.local',
    ]);
    assert.match(inPod, /^10\./);
    const nodes = await kubectl(instance, [
      'get',
      'pods',
      '-l',
      'app=database',
      '-o',
      'jsonpath={.items[*].spec.nodeName}',
    ]);
    assert.deepEqual(nodes.split(' ').sort(), ['node-1', 'node-2', 'node-3']);
  },
);

test('a process of a pod is found by the pod’s uid', inOrder, async () => {
  const uid = await kubectl(instance, [
    'get',
    'pod',
    'database-0',
    '-o',
    'jsonpath={.metadata.uid}',
  ]);
  const found = podProcesses(uid, instance.name).filter(({ command }) =>
    command[0]?.endsWith('mysqld'),
  );
  assert.equal(found.length, 1);
});

test('a dynamic volume grows while it is in use', inOrder, async () => {
  const size = () =>
    kubectl(instance, [
      'exec',
      'database-0',
      '--',
      'df',
      '--output=size',
      '-BM',
      '/dynamic',
    ]);
  const before = Number(/(\d+)M$/m.exec(await size())?.[1]);
  const patch = { spec: { resources: { requests: { storage: '2Gi' } } } };
  await kubectl(instance, [
    'patch',
    'pvc',
    'dynamic-database-0',
    '-p',
    JSON.stringify(patch),
  ]);
  const after = await waitFor(
    async () => {
      const now = Number(/(\d+)M$/m.exec(await size())?.[1]);
      return now > 1900 && now;
    },
    { what: 'the volume to grow', timeoutMs: 30_000 },
  );
  assert.ok(before < 1100 && after > 1900, `${before} MiB, then ${after} MiB`);
  const reported = await kubectl(instance, [
    'get',
    'pvc',
    'dynamic-database-0',
    '-o',
    'jsonpath={.status.capacity.storage}',
  ]);
  assert.equal(reported, '2Gi');
});

test(
  'a node that is cut off is reached by nobody, goes on running, and comes back',
  inOrder,
  async () => {
    const ipOf = (pod: string) =>
      kubectl(instance, ['get', 'pod', pod, '-o', 'jsonpath={.status.podIP}']);
    const node = await kubectl(instance, [
      'get',
      'pod',
      'database-1',
      '-o',
      'jsonpath={.spec.nodeName}',
    ]);
    const ip = await ipOf('database-1');
    const uid = await kubectl(instance, [
      'get',
      'pod',
      'database-1',
      '-o',
      'jsonpath={.metadata.uid}',
    ]);
    await partition(node, instance.name);
    assert.equal(await answers(3306, ip), false);
    assert.ok(podProcesses(uid, instance.name).length > 0);
    assert.deepEqual(
      (await status(instance.name)).machines
        .filter(machine => machine.cutOff)
        .map(machine => machine.name),
      [node],
    );
    await heal(undefined, instance.name);
    await waitFor(() => answers(3306, ip), {
      what: 'the healed node',
      timeoutMs: 10_000,
    });
  },
);

test(
  'a name that no node has is answered with the names that there are',
  inOrder,
  async () => {
    await assert.rejects(
      partition('node-9', instance.name),
      /no node "node-9": the nodes are node-1, node-2, node-3/,
    );
  },
);

for (const [what, hurt] of [
  ['a node that was switched off', async () => switchOff('node-2')],
  [
    'a control plane that was switched off, with all cables in it',
    async () => switchOff(controlPlaneName),
  ],
  [
    'a host link that somebody deleted',
    async () =>
      void (await tryRun('ip', ['link', 'delete', hostLink(instance)])),
  ],
  [
    'a reboot, after which other programs have the recorded process ids',
    async () => {
      for (const name of [controlPlaneName, 'node-1', 'node-2', 'node-3']) {
        await switchOff(name);
        writeFileSync(
          join(machineDirectory(instance, name), 'run.json'),
          JSON.stringify({
            pid: process.pid,
            startTime: '1',
            bootId: 'the one before',
          }),
        );
      }
    },
  ],
  [
    'a starter that was killed before it could note the machine’s process id',
    async () => rmSync(join(machineDirectory(instance, 'node-3'), 'run.json')),
  ],
] as const) {
  test(
    `up repairs ${what}, and the database is back with its data`,
    inOrder,
    async () => {
      await hurt();
      await up(options);
      assert.equal((await status(instance.name)).state, 'up');
      await waitFor(
        async () => {
          const ip = await kubectl(instance, [
            'get',
            'service',
            'database',
            '-o',
            'jsonpath={.spec.clusterIP}',
          ]);
          const ready = await kubectl(instance, [
            'get',
            'statefulset',
            'database',
            '-o',
            'jsonpath={.status.readyReplicas}',
          ]);
          return ready === '3' && answers(3306, ip);
        },
        { what: 'three ready databases', timeoutMs: 120_000, intervalMs: 500 },
      );
      const starts = await kubectl(instance, [
        'exec',
        'database-2',
        '--',
        'cat',
        '/static/made-once',
        '/dynamic/made-once',
      ]);
      assert.equal(starts, 'static\ndynamic\n');
    },
  );
}

test(
  'volumes that nobody claims any more are emptied and offered again, retained ones are left alone',
  inOrder,
  async () => {
    const retained = await kubectl(instance, [
      'get',
      'pvc',
      'static-database-0',
      '-o',
      'jsonpath={.spec.volumeName}',
    ]);
    const released = await kubectl(instance, [
      'get',
      'pvc',
      'static-database-1',
      '-o',
      'jsonpath={.spec.volumeName}',
    ]);
    await kubectl(instance, [
      'patch',
      'pv',
      retained,
      '-p',
      JSON.stringify({ spec: { persistentVolumeReclaimPolicy: 'Retain' } }),
    ]);
    await kubectl(instance, [
      'delete',
      'statefulset/database',
      '--cascade=foreground',
      '--timeout=60s',
    ]);
    await kubectl(instance, ['delete', 'pvc', '--all', '--timeout=60s']);
    const phase = (name: string) =>
      kubectl(instance, ['get', 'pv', name, '-o', 'jsonpath={.status.phase}']);
    await waitFor(async () => (await phase(released)) === 'Available', {
      what: `${released} to be offered`,
      timeoutMs: 20_000,
    });
    assert.equal(await phase(retained), 'Released');
    const held = (name: string) =>
      tryRun('cat', [
        join(
          machineDirectory(instance, name.slice(6, 12)),
          'lib/local-volumes/pool',
          name,
          'made-once',
        ),
      ]);
    assert.equal(await held(retained), 'static\n');
    assert.equal(await held(released), undefined);
    const dynamic = async () =>
      (await kubectl(instance, ['get', 'pv', '-o', 'name'])).includes('pvc-');
    await waitFor(async () => !(await dynamic()), {
      what: 'the dynamic volumes to go',
      timeoutMs: 20_000,
    });
  },
);

test(
  'down leaves nothing behind, and up brings back what there was',
  inOrder,
  async () => {
    await kubectl(instance, [
      'create',
      'configmap',
      'remember',
      '--from-literal=a=b',
    ]);
    const running = await snapshot(isOurs);
    for (const kind of [
      'processes',
      'links',
      'routes',
      'cgroups',
      'iptables rules',
    ]) {
      assert.notDeepEqual(
        running[kind],
        [],
        `a running cluster shows in ${kind}, or this test could see nothing`,
      );
    }
    await down(options);
    for (const [kind, left] of Object.entries(await snapshot(isOurs)))
      assert.deepEqual(left, [], kind);
    assert.equal((await status(instance.name)).state, 'down');
    await up(options);
    assert.equal(
      await kubectl(instance, [
        'get',
        'configmap',
        'remember',
        '-o',
        'jsonpath={.data.a}',
      ]),
      'b',
    );
  },
);

test('reset leaves nothing of the data either', inOrder, async () => {
  await reset(options);
  assert.equal((await status(instance.name)).state, 'absent');
  const left = await snapshot(line => line.includes(instance.id));
  for (const [kind, lines] of Object.entries(left)) {
    assert.deepEqual(lines, [], kind);
  }
  assert.deepEqual(settingsFound(), settingsBefore);
});
