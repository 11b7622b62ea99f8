import { heartbeatsAlone } from '../heartbeatsAlone';
import { replicaProblem } from '../ProblemKind';
import { refill } from '../refill';
import { judgeSurplus } from '../surplus';
import { inspect, transactions } from '../words';

/** Somebody wrote on a replica, past the primary: its data are no copy any more. */
export const errantTransactions = replicaProblem({
  code: 'ErrantTransactions',
  after: ['EmptyReplica'],
  severities: ['warning', 'critical'],
  documentation: {
    when: 'It holds transactions of a server that never led, which the primary does not have',
    sentence:
      'orders-1 holds 1 transaction that was written past the primary (bbbb…:1). Its binlogs are put aside on its volume, and the instance is rebuilt from orders-2.',
    engine:
      'If `failover.discardUnacknowledged` is true: puts the binlogs aside and rebuilds the instance, as it would bring these transactions to all others if it ever led. Else, unless its binary logs show them to be heartbeats of the engine and nothing else, it takes the instance out of the Service for reads and leaves it alone.',
    person:
      'Find out who wrote there. What is wanted of it must be written again, on the primary; the binlogs that were put aside have it.',
  },
  find(snapshot, instance, facts) {
    const surplus = judgeSurplus(snapshot, facts);
    if (!surplus?.related || surplus.errant.isEmpty()) return undefined;
    const { name } = instance;
    const { errant } = surplus;
    const all = errant.union(surplus.left);
    const what = `${name} holds ${transactions(errant)} that ${
      errant.count() === 1 ? 'was' : 'were'
    } written past the primary (${errant})`;
    if (
      !snapshot.spec.failover.discardUnacknowledged ||
      !surplus.left.isEmpty()
    ) {
      return (
        heartbeatsAlone(snapshot, instance, all, what) ?? {
          severity: 'critical',
          message: `${what}. It is left alone, closed to reads, until a person decides.`,
          next: inspect(snapshot, name, all),
        }
      );
    }
    const { donor, recovery } = refill(snapshot, name, true);
    return {
      message: `${what}. Its binlogs are put aside on its volume, and the instance is rebuilt ${
        donor ? `from ${donor}` : 'once a donor is free'
      }.`,
      recovery,
    };
  },
});
