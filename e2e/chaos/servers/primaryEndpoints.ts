import { z } from 'zod';
import { DatabaseUnderTest } from '../../cluster/DatabaseUnderTest';

/** As far as it is looked at here. */
const sliceSchema = z.object({
  metadata: z.object({
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  endpoints: z
    .array(z.object({ targetRef: z.object({ name: z.string() }) }))
    .nullish(),
});

/** Where the Service for writes leads to. */
export interface PrimaryEndpoints {
  readonly instances: readonly string[];
  /** In which it was written. */
  readonly term: number;
}

/** What the watch shows of the Service for writes; nothing while it has no EndpointSlice. */
export function primaryEndpoints({
  kubernetes,
  namespace,
  name,
}: DatabaseUnderTest): PrimaryEndpoints | undefined {
  const { data } = sliceSchema.safeParse(
    kubernetes.getWatched('EndpointSlice', namespace, `${name}-primary`),
  );
  return (
    data && {
      instances: (data.endpoints ?? []).map(({ targetRef }) => targetRef.name),
      term: Number(data.metadata.annotations['mysqlha.dev/term'] ?? 0),
    }
  );
}
