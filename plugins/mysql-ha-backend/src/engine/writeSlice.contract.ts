import assert from 'node:assert/strict';
import { OperatorKubernetes } from '../kubernetes';
import {
  ContractRunner,
  ContractSubject,
  createContractSuite,
} from '../kubernetes/contract/ContractSuite';
import { AuthorityLostError } from '../act';
import { EndpointSlice, TERM_ANNOTATION } from '../resources';
import { writeSlice } from './writeSlice';

const ADDRESSES = { 'orders-0': '192.0.2.1', 'orders-1': '192.0.2.2' } as const;
type Instance = keyof typeof ADDRESSES;

/** How the slices of Services are written, whatever API server they are on. */
export function writeSliceContract(
  runner: ContractRunner,
  subject: ContractSubject,
): void {
  const { describe, test } = createContractSuite(runner, subject);

  describe('writing an EndpointSlice', () => {
    test('makes it, and changes it', async (kubernetes, namespace) => {
      const { write, written } = operator(kubernetes, namespace);
      await write(1, 'orders-0');
      assert.equal(await written(), 'orders-0 in term 1');
      await write(2, 'orders-1');
      assert.equal(await written(), 'orders-1 in term 2');
      await write(2, undefined);
      assert.equal(await written(), 'nobody in term 2');
    });

    test('does not undo what a successor wrote in a higher term', async (kubernetes, namespace) => {
      const { write, written, stall } = operator(kubernetes, namespace);
      await write(1, 'orders-0');
      const stalled = await stall();
      await write(3, 'orders-0');
      await stalled.write(2, 'orders-1');
      assert.equal(await written(), 'orders-0 in term 3');
    });

    test('does not undo what a successor wrote in the same term', async (kubernetes, namespace) => {
      const { write, written, stall } = operator(kubernetes, namespace);
      await write(1, 'orders-0');
      const stalled = await stall();
      await write(1, undefined);
      stalled.loseAuthority();
      await assert.rejects(stalled.write(1, 'orders-1'), AuthorityLostError);
      assert.equal(await written(), 'nobody in term 1');
    });

    test('does not undo what a successor made first', async (kubernetes, namespace) => {
      const { write, written, stall } = operator(kubernetes, namespace);
      const stalled = await stall();
      await write(2, 'orders-0');
      await stalled.write(1, 'orders-1');
      assert.equal(await written(), 'orders-0 in term 2');
    });

    test('judges again, and writes, where it still has the authority', async (kubernetes, namespace) => {
      const { write, written, stall } = operator(kubernetes, namespace);
      await write(1, 'orders-0');
      const late = await stall();
      await write(1, undefined);
      await late.write(1, 'orders-1');
      assert.equal(await written(), 'orders-1 in term 1');
    });

    test('makes it again where somebody deleted it', async (kubernetes, namespace) => {
      const { write, written, stall, remove } = operator(kubernetes, namespace);
      await write(1, 'orders-0');
      const late = await stall();
      await remove();
      await late.write(2, 'orders-1');
      assert.equal(await written(), 'orders-1 in term 2');
    });
  });
}

/** An operator that sees what is there, and one that woke up with what it saw before. */
function operator(kubernetes: OperatorKubernetes, namespace: string) {
  const key = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    namespace,
    name: 'orders-primary',
  } as const;
  const read = () => kubernetes.read(key);
  const writer = (seen: Awaited<ReturnType<typeof read>>) => {
    let hasAuthority = true;
    return {
      loseAuthority() {
        hasAuthority = false;
      },
      write: (term: number, primary: Instance | undefined) =>
        writeSlice({
          kubernetes: {
            getWatched: () => seen,
            read: of => kubernetes.read(of),
            apply: object => kubernetes.apply(object),
            create: object => kubernetes.create(object),
          },
          slice: slice(namespace, term, primary),
          judgeAgain: () => slice(namespace, term, primary),
          assertAuthority() {
            if (!hasAuthority) throw new AuthorityLostError('it lost it');
          },
        }),
    };
  };
  return {
    stall: async () => writer(await read()),
    write: async (term: number, primary: Instance | undefined) =>
      writer(await read()).write(term, primary),
    remove: () => kubernetes.delete(key),
    async written(): Promise<string> {
      const live = await read();
      const endpoints = Array.isArray(live?.endpoints) ? live.endpoints : [];
      const names = endpoints.map(endpoint => endpoint.targetRef.name);
      const term = live?.metadata.annotations?.[TERM_ANNOTATION];
      return `${names.join() || 'nobody'} in term ${term}`;
    },
  };
}

function slice(
  namespace: string,
  term: number,
  primary: Instance | undefined,
): EndpointSlice {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'orders-primary',
      namespace,
      annotations: { [TERM_ANNOTATION]: String(term) },
    },
    addressType: 'IPv4',
    endpoints: (primary ? [primary] : []).map(name => ({
      addresses: [ADDRESSES[name]],
      conditions: { ready: true, serving: true, terminating: false },
      targetRef: { kind: 'Pod' as const, name, namespace },
    })),
    ports: [{ name: 'mysql', port: 3306, protocol: 'TCP' }],
  };
}
