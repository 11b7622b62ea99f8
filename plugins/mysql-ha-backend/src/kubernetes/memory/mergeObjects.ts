/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** JSON merge patch (RFC 7386). */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch;
  const merged: Record<string, unknown> = isJsonObject(target)
    ? { ...target }
    : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else if (value !== undefined) merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

/**
 * Server-side apply, near enough: what this manager applied before and leaves out now goes, the rest is merged.
 * Lists are taken whole, where the API server merges some of them by key.
 */
export function applyMerge(
  target: unknown,
  appliedBefore: unknown,
  applied: unknown,
): unknown {
  if (!isJsonObject(applied)) return applied;
  const merged: Record<string, unknown> = isJsonObject(target)
    ? { ...target }
    : {};
  const before = isJsonObject(appliedBefore) ? appliedBefore : {};
  for (const key of Object.keys(before)) {
    if (applied[key] !== undefined) continue;
    const rest = without(merged[key], before[key]);
    if (rest === undefined) delete merged[key];
    else merged[key] = rest;
  }
  for (const [key, value] of Object.entries(applied)) {
    if (value === undefined) continue;
    merged[key] = applyMerge(merged[key], before[key], value);
  }
  return merged;
}

/** What others have put beside the fields that go. */
function without(target: unknown, gone: unknown): unknown {
  if (!isJsonObject(target) || !isJsonObject(gone)) return undefined;
  const kept = Object.entries(target).flatMap(([key, value]) => {
    const rest = key in gone ? without(value, gone[key]) : value;
    return rest === undefined ? [] : [[key, rest] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
