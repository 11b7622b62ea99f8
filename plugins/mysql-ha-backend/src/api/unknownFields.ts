import { isRecord } from './isRecord';

/**
 * Paths of fields that a person wrote and the schema doesn't know: a misspelt field must not be dropped in silence.
 * @param written - as it came
 * @param parsed - what the schema made of it; fields it doesn't know are missing here
 */
export function unknownFields(
  written: unknown,
  parsed: unknown,
  path = '',
): string[] {
  if (!isRecord(written) || !isRecord(parsed)) return [];
  return Object.entries(written).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`;
    if (!(key in parsed)) return value === undefined ? [] : [here];
    return unknownFields(value, parsed[key], here);
  });
}
