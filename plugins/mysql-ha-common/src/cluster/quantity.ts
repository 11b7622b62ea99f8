/**
 * Kubernetes quantities, as far as storage, memory and CPU need them
 * (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
 */
const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** What a quantity looks like; the same pattern stands in the CRD. */
export const QUANTITY_PATTERN = /^[0-9]+(\.[0-9]+)?(m|k|Ki|[MGTPE]i?)?$/;

/**
 * The number a quantity stands for: bytes for storage and memory, cores for CPU.
 * @returns `undefined` when the text is not a quantity.
 * @public
 */
export function parseQuantity(text: string): number | undefined {
  const match = /^([0-9]+(?:\.[0-9]+)?)([A-Za-z]*)$/.exec(text);
  if (!match) return undefined;
  const factor = SUFFIXES[match[2]];
  return factor === undefined ? undefined : Number(match[1]) * factor;
}
