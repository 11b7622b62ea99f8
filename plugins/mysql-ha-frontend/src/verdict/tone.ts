/**
 * How something is, for colour, icon and order alike.
 * `note` is a property someone chose, such as having no copy; it is no fault.
 */
export type Tone =
  | 'bad'
  | 'warn'
  | 'busy'
  | 'unknown'
  | 'note'
  | 'off'
  | 'good';

const URGENCY: readonly Tone[] = [
  'bad',
  'warn',
  'busy',
  'unknown',
  'note',
  'off',
  'good',
];

/** Smaller is more urgent. */
export function urgency(tone: Tone): number {
  return URGENCY.indexOf(tone);
}
