import { z } from 'zod';

/** How the instances replicate. @public */
export const topologySchema = z
  .enum(['Single', 'Async', 'SemiSync', 'GroupReplication'])
  .describe(
    'How the instances replicate. Single: one instance, no replica. Async: a commit waits for nobody, so a failover may lose the newest ones. SemiSync: a commit waits until enough replicas hold it, so a failover loses nothing that was acknowledged. GroupReplication is reserved and refused for now.',
  );

/** How the instances replicate. @public */
export type Topology = z.output<typeof topologySchema>;
