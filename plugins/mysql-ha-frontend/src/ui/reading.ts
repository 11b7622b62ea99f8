/** The index of the sample nearest to a place, by its distance. */
export function nearest<T>(
  samples: readonly T[],
  distance: (sample: T) => number,
): number {
  return samples.reduce(
    (best, sample, index) =>
      distance(sample) < distance(samples[best]) ? index : best,
    0,
  );
}

/** Where a key leads from one sample, as with any slider; `undefined` for other keys. */
export function keyTarget(
  key: string,
  index: number,
  last: number,
): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, index - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
