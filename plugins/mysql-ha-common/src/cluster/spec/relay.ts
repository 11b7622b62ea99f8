import { z } from 'zod';
import { MAX_INSTANCES } from '../../constants';
import { instanceName } from './fields';

const relay = {
  instance: instanceName.describe('The instance that passes the data on.'),
  below: z
    .array(instanceName)
    .min(1)
    .max(MAX_INSTANCES - 1)
    .describe('The instances that replicate from it.'),
};

/** An instance that passes the data on. */
export const relaySchema = z
  .object({
    ...relay,
    further: z
      .array(z.object(relay))
      .max(MAX_INSTANCES - 2)
      .default([])
      .describe('Further relays. One that stands below another makes a chain.'),
  })
  .describe(
    'A data synchronisation node that relieves the primary: `below` replicate from `instance`. Only instances that replicate from the primary itself count for durability; while a relay is down, what stands below it follows the primary.',
  );
