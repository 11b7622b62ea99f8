/** RFC 3339 in milliseconds; 0 where it is left out, or is none. */
export function moment(text: string | undefined): number {
  return Date.parse(text ?? '') || 0;
}
