/** How many accounts there are. */
export const ACCOUNT_COUNT = 8;

/** Money that a transaction moves: one unit from one account to another. */
export interface Transfer {
  readonly from: number;
  readonly to: number;
}

/** What a writer's transaction of several statements moves. */
export function transferOf(seq: number): Transfer {
  const from = seq % ACCOUNT_COUNT;
  return { from, to: (from + 1) % ACCOUNT_COUNT };
}

/** What the accounts must hold after these transactions, each exactly once. */
export function balancesAfter(seqs: readonly number[]): Map<number, number> {
  const balances = new Map(
    Array.from({ length: ACCOUNT_COUNT }, (_, id) => [id, 0]),
  );
  const add = (id: number, amount: number) =>
    balances.set(id, (balances.get(id) ?? 0) + amount);
  for (const { from, to } of seqs.map(transferOf)) {
    add(from, -1);
    add(to, +1);
  }
  return balances;
}
