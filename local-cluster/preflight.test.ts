import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MachineFacts } from './preflight.ts';
import { complaint } from './preflight.ts';

const fit: MachineFacts = {
  platform: 'linux',
  userId: 0,
  missingControllers: [],
  hasOverlay: true,
  freeMemoryGiB: 8,
  freeDiskGiB: 50,
  disk: '/repo/.local',
  go: '1.26.8',
  requiredGo: '1.24',
};

test('a machine that has everything is not complained about', () => {
  assert.equal(complaint(fit), undefined);
});

const cases: [what: string, facts: Partial<MachineFacts>, sentence: RegExp][] =
  [
    [
      'a Mac',
      { platform: 'darwin' },
      /this is darwin: use a Linux machine, or set KUBECONFIG/,
    ],
    ['an ordinary user', { userId: 1000 }, /needs root: run this with sudo/],
    [
      'a kernel without memory cgroups',
      { missingControllers: ['memory'] },
      /"cgroup_enable=memory"/,
    ],
    ['a kernel without overlayfs', { hasOverlay: false }, /"modprobe overlay"/],
    [
      'too little memory',
      { freeMemoryGiB: 1.26 },
      /1\.3 GiB of memory are free and .* needs 3 GiB: end some programs/,
    ],
    [
      'too small a disk',
      { freeDiskGiB: 2 },
      /2\.0 GiB are free on the disk of \/repo\/\.local and the cluster needs 10 GiB/,
    ],
    [
      'an old Go',
      { go: '1.19.8' },
      /Go is 1\.19\.8 and Kubernetes needs 1\.24/,
    ],
  ];

for (const [what, facts, sentence] of cases) {
  test(`${what} is told what to do, in one sentence`, () => {
    const said = complaint({ ...fit, ...facts });
    assert.match(said ?? '', sentence);
    assert.equal(said?.split('\n').length, 1);
  });
}
