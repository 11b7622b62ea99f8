import { Sample } from './servers/Sample';

/** So many answers of each server before the fault prove that it is asked at all. */
const ANSWERS = 3;

/** What a round stands on. */
export interface Sight {
  readonly samples: readonly Sample[];
  readonly instances: readonly string[];
  readonly faultAt: number;
  /** How often the reader was answered. */
  readonly reads: number;
}

/** A round in which nobody looked finds nothing: what was not seen, in sentences. */
export function sawTooLittle({
  samples,
  instances,
  faultAt,
  reads,
}: Sight): string[] {
  return [
    ...instances.flatMap(instance => {
      const own = samples.filter(sample => sample.instance === instance);
      const before = own.filter(({ answeredAt }) => answeredAt < faultAt);
      return [
        ...(before.length < ANSWERS
          ? [
              `${instance} was asked in vain before the fault: ${before.length} answers`,
            ]
          : []),
        ...(own.length === before.length
          ? [`${instance} never answered after the fault`]
          : []),
      ];
    }),
    ...(reads === 0 ? ['no read succeeded'] : []),
  ];
}
