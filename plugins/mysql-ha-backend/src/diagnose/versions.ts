/** Whether a version is of a newer series (9.7, 9.8 …); patches of one series replicate to each other. */
export function isNewerSeries(version: string, than: string): boolean {
  const [major, minor] = seriesOf(version);
  const [otherMajor, otherMinor] = seriesOf(than);
  return major > otherMajor || (major === otherMajor && minor > otherMinor);
}

function seriesOf(version: string): readonly [number, number] {
  const [major = 0, minor = 0] = version
    .split('.')
    .map(part => parseInt(part, 10) || 0);
  return [major, minor];
}
