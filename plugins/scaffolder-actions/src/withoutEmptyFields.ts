/** A form hands over what was left blank as '' or null: it means that the field was not given. */
export function withoutEmptyFields(
  fields: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => {
      if (value === '' || value === null || value === undefined) return [];
      if (typeof value !== 'object' || Array.isArray(value)) {
        return [[key, value]];
      }
      const inner = withoutEmptyFields({ ...value });
      return Object.keys(inner).length > 0 ? [[key, inner]] : [];
    }),
  );
}
