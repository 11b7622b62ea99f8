import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Instance } from '../instance.ts';
import { addressesIn, allocateFrom, recordedAddresses } from './addresses.ts';
import { scratchFolder } from '../scratchFolder.ts';

function instanceIn(clusters: string, name: string, id: string): Instance {
  return {
    name,
    id,
    directory: join(clusters, name),
    kubeconfig: join(clusters, name, 'kubeconfig'),
  };
}

const emptyFolder = () => scratchFolder('addresses');

test('nodes, pods and Services of a block do not overlap', () => {
  const addresses = addressesIn(77);
  assert.equal(addresses.node(2), '10.77.0.12');
  assert.equal(addresses.podsOf(2), '10.77.66.0/24');
  assert.equal(addresses.pods, '10.77.64.0/18');
  assert.equal(addresses.services, '10.77.128.0/18');
});

test('an instance keeps the block that it was given', () => {
  const instance = instanceIn(emptyFolder(), 'default', '00000005');
  const first = allocateFrom(instance, new Map());
  assert.equal(first.block, 25);
  assert.equal(allocateFrom(instance, new Map()).block, 25);
  assert.equal(recordedAddresses(instance)?.block, 25);
});

test('a block to which this machine has a route is passed over', () => {
  const instance = instanceIn(emptyFolder(), 'default', '00000005');
  assert.equal(
    allocateFrom(
      instance,
      new Map([
        [25, 'eth0'],
        [26, 'tun0'],
      ]),
    ).block,
    27,
  );
});

test('a sibling that is down keeps its block', () => {
  const clusters = emptyFolder();
  allocateFrom(instanceIn(clusters, 'default', '00000005'), new Map());
  assert.equal(
    allocateFrom(instanceIn(clusters, 'test', '00000005'), new Map()).block,
    26,
  );
});

test('a recorded block that something else uses by now is named with its user and the remedy', () => {
  const instance = instanceIn(emptyFolder(), 'default', '00000005');
  allocateFrom(instance, new Map());
  assert.throws(
    () => allocateFrom(instance, new Map([[25, 'wg0']])),
    /10\.25\.0\.0\/16 are now routed to wg0: .*local:reset/,
  );
});

test('a damaged record says how to go on', () => {
  const instance = instanceIn(emptyFolder(), 'default', '00000005');
  mkdirSync(instance.directory);
  writeFileSync(join(instance.directory, 'network.json'), '{}');
  assert.throws(
    () => recordedAddresses(instance),
    /is damaged: run "npm run local:reset"/,
  );
});
