import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Reads arguments as they are described. @throws Error with the usage when something is not known */
export function readArguments<T extends ParseArgsConfig>(
  config: T,
  usage: string,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : String(error)}\n${usage}`,
    );
  }
}

/** Which of the known ones are asked for: all of them, unless some are named. @throws Error with the usage */
export function chosenFrom(
  known: readonly string[],
  named: string | undefined,
  usage: string,
): readonly string[] {
  const names = named?.split(',') ?? known;
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) throw new Error(`${unknown.join()}?\n${usage}`);
  return names;
}
