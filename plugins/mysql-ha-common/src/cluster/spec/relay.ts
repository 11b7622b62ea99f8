import { z } from 'zod';
import { MAX_INSTANCES } from '../../constants';
import { instanceName } from './fields';

/** An instance that passes the data on. */
export const relaySchema = z
  .object({
    instance: instanceName.describe('The instance that passes the data on.'),
    below: z
      .array(instanceName)
      .min(1)
      .max(MAX_INSTANCES - 1)
      .describe('The instances that replicate from it.'),
  })
  .describe(
    'A data synchronisation node that relieves the primary: `below` replicate from `instance`.',
  );
