import { nothingToHeal, Scenario } from '../Scenario';

/** A full outage: whoever knows most must lead, whatever its number is. */
export const allPods: Scenario = {
  name: 'all-pods',
  what: 'all pods are deleted at once',
  writesReturn: 'during',
  newPrimary: false,
  within: 120,
  holdSeconds: 0,
  short: false,
  inject: async arena => {
    await Promise.all(arena.instances.map(name => arena.deletePod(name)));
    return nothingToHeal;
  },
};
