import { Archive } from '../archive/readArchive';

/** More segments than are ever looked through; what precedes them costs time to think about, and tells nothing. */
const mostSegments = 500;

/**
 * An archive without the chapters that are long before a moment. What leads to a moment is said by its own chapter and those
 * before it; which of them go along depends on later ones alone.
 */
export function recentPart(archive: Archive, moment: number): Archive {
  const { chapters } = archive;
  let first = chapters.findLastIndex(({ segments }) =>
    segments.some(({ from }) => from <= moment),
  );
  let segments = 0;
  while (first > 0 && segments < mostSegments) {
    segments += chapters[first].segments.length;
    first -= 1;
  }
  return { ...archive, chapters: chapters.slice(Math.max(0, first)) };
}
