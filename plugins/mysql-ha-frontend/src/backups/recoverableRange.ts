import type { BackupsView } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A span of moments, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The moments to which the archive leads, and the gaps between them; undefined when there is no archive. */
export function recoverableRange({
  recoverability,
}: Pick<BackupsView, 'recoverability'>):
  | (Span & { readonly gaps: readonly Span[] })
  | undefined {
  const from = Date.parse(recoverability?.earliest ?? '');
  const to = Date.parse(recoverability?.latest ?? '');
  if (Number.isNaN(from) || Number.isNaN(to) || from > to) return undefined;
  const gaps = (recoverability?.gaps ?? []).map(gap => ({
    from: Date.parse(gap.from),
    to: Date.parse(gap.to),
  }));
  return { from, to, gaps };
}

/** The gap that a moment lies in, both of its ends left out: they can be restored. */
export function gapAt(gaps: readonly Span[], moment: number): Span | undefined {
  return gaps.find(({ from, to }) => from < moment && moment < to);
}
