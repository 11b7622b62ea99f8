import { z } from 'zod';

/** What a process has used since it started. */
export const usageSchema = z.object({
  cpuSeconds: z.number(),
  rssBytes: z.number(),
  uptimeSeconds: z.number(),
  /** HTTP requests by host, verb and path. */
  requests: z.record(z.string(), z.number()),
});

/** What a process has used since it started. */
export type Usage = z.output<typeof usageSchema>;

/** What was used between two moments. */
export interface Spent {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
  /** Requests to the API server. */
  readonly apiRequests: number;
  /** Requests to the API server by verb and path, most first. */
  readonly byKind: readonly (readonly [string, number])[];
}

/** @param apiServer - its host and port, as they stand in the kubeconfig */
export function spentBetween(
  before: Usage,
  after: Usage,
  apiServer: string,
): Spent {
  const byKind = Object.entries(after.requests)
    .filter(([key]) => key.startsWith(`${apiServer} `))
    .map(
      ([key, count]) =>
        [
          key.slice(apiServer.length + 1),
          count - (before.requests[key] ?? 0),
        ] as const,
    )
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  return {
    seconds: after.uptimeSeconds - before.uptimeSeconds,
    cpuSeconds: after.cpuSeconds - before.cpuSeconds,
    rssBytes: after.rssBytes,
    apiRequests: byKind.reduce((sum, [, count]) => sum + count, 0),
    byKind,
  };
}
