import { nodeDaemon } from '../../../local-cluster/index.ts';
import { Scenario } from '../Scenario';

/** Kubernetes neither sees that the container died nor starts it again. */
export const kubeletDead: Scenario = {
  name: 'kubelet-dead',
  what: 'the kubelet of the primary’s node hangs, and the primary’s container dies',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 3,
  short: false,
  inject: async arena => {
    const kubelets = nodeDaemon(arena.nodeOf(arena.primary), 'kubelet');
    if (kubelets.length === 0) throw new Error('its node has no kubelet');
    for (const pid of kubelets) process.kill(pid, 'SIGSTOP');
    const { supervisor } = arena.database.mysqld(arena.primary);
    // The first process of a container takes all others with it.
    process.kill(supervisor, 'SIGKILL');
    return async () => {
      for (const pid of kubelets) process.kill(pid, 'SIGCONT');
    };
  },
};
