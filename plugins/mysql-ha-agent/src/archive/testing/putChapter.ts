import { InMemoryStore } from '../../stores';
import { chapterKey, segmentsPrefix } from '../chapter';
import { segmentName } from '../segmentKey';
import { chapterOf } from './archiveOf';

/** For tests: writes a chapter as an archiver does; its segments hold nothing. */
export async function putChapter(
  store: InMemoryStore,
  path: string,
  about: Parameters<typeof chapterOf>[0],
): Promise<void> {
  const { segments, folder, ...begin } = chapterOf(about);
  const { after, orphans, missing } = begin;
  const written = {
    ...begin,
    after: after.toString(),
    ...{ orphans: orphans.toString(), missing: missing.toString() },
  };
  await store.put(
    chapterKey(path, folder),
    Buffer.from(JSON.stringify(written)),
  );
  for (const one of segments)
    await store.put(
      `${segmentsPrefix(path, folder)}${segmentName(one)}`,
      Buffer.from('-'),
    );
}
