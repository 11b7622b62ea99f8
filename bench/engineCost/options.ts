import { readArguments } from '../runner';

const SIZES = [1, 10, 100, 1_000];

/** What a run is told. */
export interface Options {
  /** Numbers of clusters. */
  readonly sizes: readonly number[];
  readonly quick: boolean;
}

const USAGE = `Usage: npm run bench:engine-cost [-- --quick] [-- SIZE…]
  SIZE     numbers of clusters, by default ${SIZES.join(', ')}
  --quick  seconds instead of minutes, to see that it works; nothing is written`;

/** @throws Error with the usage when something is not known */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = readArguments(
    {
      args: [...args],
      allowPositionals: true,
      options: { quick: { type: 'boolean' } },
    },
    USAGE,
  );
  const sizes = positionals.length > 0 ? positionals.map(Number) : SIZES;
  if (sizes.some(size => !Number.isInteger(size) || size < 1)) {
    throw new Error(USAGE);
  }
  return { sizes, quick: values.quick ?? false };
}
