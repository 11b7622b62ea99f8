import { at } from '../../sample/PortalClient.ts';

/** A member that should be a list; one that is missing is empty. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}

/** A member that should be a text; one that is missing is empty. */
export function textAt(value: unknown, key: string): string {
  const text = at(value, key);
  return typeof text === 'string' ? text : '';
}

/** The values of a text with one JSON value a line; lines of other kinds are left out. */
export function jsonLines(text: string): unknown[] {
  return text.split('\n').flatMap(line => {
    if (!line.startsWith('{')) return [];
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
