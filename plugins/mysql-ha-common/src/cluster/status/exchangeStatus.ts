import { z } from 'zod';
import { time } from './time';

/** A volume that goes from one claim to another. @public */
export const volumeMoveSchema = z.object({
  volume: z.string().describe('The PersistentVolume.'),
  from: z.string().describe('The claim that it had.'),
  to: z.string().describe('The claim that it gets.'),
  size: z.string().describe('What the claims ask for.'),
});

/** How far a cluster is whose volumes are exchanged for restored ones. @public */
export const exchangeStatusSchema = z.object({
  name: z.string().describe('The MySQLRestore.'),
  uid: z.string().describe('Its uid.'),
  stage: z
    .enum([
      'Stopping',
      'Exchanging',
      'Returning',
      'Following',
      'Done',
      'Returned',
    ])
    .describe(
      'Stopping: the instances stop. Exchanging: the volumes change their claims. Following: the first instance has the restored data and leads, the others are filled from it. Done. Returning: it can’t be done, and the volumes of before get their claims back. Returned: all is as it was.',
    ),
  since: time,
  claim: z.string().describe('The claim with the restored data.'),
  moves: z
    .array(volumeMoveSchema)
    .default([])
    .describe('Which volume goes where, in this order.'),
  message: z.string().optional().describe('What is done or waited for.'),
});

/** A volume that goes from one claim to another. @public */
export type VolumeMove = z.output<typeof volumeMoveSchema>;
/** How far a cluster is whose volumes are exchanged for restored ones. @public */
export type ExchangeStatus = z.output<typeof exchangeStatusSchema>;
