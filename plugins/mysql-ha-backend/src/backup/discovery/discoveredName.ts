/** What backupPath.ts puts around a backup’s name. */
const OURS = /^\d{8}T\d{6}Z-(.+)-[0-9a-f]{8}$/;
/** Of the mark, in the name. */
const MARK_DIGITS = 8;
/** A Kubernetes name has 253 characters at most. */
const LONGEST = 253 - MARK_DIGITS - 1;

/**
 * What a backup that was found is called: as it was where it was made, and a part of its path’s mark, so that it is the same
 * each time, and another one for a backup of the same name.
 */
export function discoveredName(path: string, mark: string): string {
  const leaf = path.slice(path.lastIndexOf('/') + 1);
  const name = (OURS.exec(leaf)?.[1] ?? leaf)
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    // Each part between dots begins and ends with a letter or a digit.
    .replace(/[.-]*\.[.-]*/g, '.')
    .slice(0, LONGEST)
    .replace(/^[.-]+|[.-]+$/g, '');
  return `${name || 'backup'}-${mark.slice(0, MARK_DIGITS)}`;
}
