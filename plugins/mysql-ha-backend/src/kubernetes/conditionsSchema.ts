import { z } from 'zod';

/** The conditions of any Kubernetes object, as far as they are read. */
export const conditionsSchema = z
  .array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
    }),
  )
  .default([]);
