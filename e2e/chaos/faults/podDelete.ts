import { nothingToHeal, Scenario } from '../Scenario';

/** What `kubectl delete pod` does. */
export const podDelete: Scenario = {
  name: 'pod-delete',
  what: 'the primary’s pod is deleted',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 0,
  short: true,
  inject: async arena => {
    await arena.deletePod(arena.primary);
    return nothingToHeal;
  },
};
