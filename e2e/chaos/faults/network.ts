import { runInNodeNetwork } from '../../../local-cluster/index.ts';
import { Arena } from '../Arena';

/** Packets of one direction that no longer arrive. */
export interface Cut {
  readonly from: string;
  readonly to: string;
}

/**
 * Drops packets from and to an instance in the network of its node, through which all of them pass.
 * @returns what lets them pass again
 */
export async function dropPackets(
  arena: Arena,
  instance: string,
  cuts: readonly Cut[],
): Promise<() => Promise<void>> {
  const node = arena.nodeOf(instance);
  const rules = cuts.map(({ from, to }) => [
    ...['FORWARD', '--source', from, '--destination', to],
    ...['--jump', 'DROP', '--match', 'comment', '--comment', 'chaos'],
  ]);
  for (const rule of rules) {
    await runInNodeNetwork(node, ['iptables', '--wait', '--insert', ...rule]);
  }
  return async () => {
    for (const rule of rules) {
      await runInNodeNetwork(node, ['iptables', '--wait', '--delete', ...rule]);
    }
  };
}

/** Both directions between an instance and others. */
export function between(address: string, others: readonly string[]): Cut[] {
  return others.flatMap(other => [
    { from: address, to: other },
    { from: other, to: address },
  ]);
}

/** This machine's own address in the pods' eyes, from which the operator comes. Clients come by the Services' way. */
export function operatorAddress(arena: Arena): string {
  // The embedded cluster's addresses are one block 10.B.0.0/16, in which the host is the first.
  const [, block] = arena.addressOf(arena.primary).split('.');
  return `10.${block}.0.1`;
}
