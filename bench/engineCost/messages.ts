import { z } from 'zod';

/** What the bench tells its processes. */
export const fromBench = z.discriminatedUnion('type', [
  z.object({ type: z.literal('kill'), host: z.string() }),
  z.object({ type: z.literal('count') }),
  z.object({ type: z.literal('watch'), cluster: z.string() }),
]);

/** What they tell the bench; times are of the machine's monotonic clock, which all processes share, in milliseconds. */
export const toBench = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('healthy'), count: z.number() }),
  z.object({ type: z.literal('killed'), at: z.number() }),
  z.object({
    type: z.literal('watched'),
    primary: z.string(),
  }),
  z.object({
    type: z.literal('failedOver'),
    detectedAt: z.number(),
    promotedAt: z.number(),
  }),
  z.object({
    type: z.literal('counts'),
    probes: z.number(),
    statements: z.number(),
  }),
  z.object({
    type: z.literal('usage'),
    cpuSeconds: z.number(),
    rssMiB: z.number(),
    /** Delay of the event loop since the last question, milliseconds. */
    delayP50: z.number(),
    delayP99: z.number(),
    delayMax: z.number(),
  }),
]);

export type ToBench = z.output<typeof toBench>;
export type FromBench = z.output<typeof fromBench>;

export function tellBench(message: ToBench): void {
  process.send?.(message);
}

/** Milliseconds of the machine's monotonic clock. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}
