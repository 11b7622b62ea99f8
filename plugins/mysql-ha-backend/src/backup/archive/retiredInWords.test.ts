import { AgentResult } from '../jobs';
import { retiredInWords } from './retiredInWords';

describe('what became of old archives', () => {
  it.each<[AgentResult, string | undefined]>([
    [{ archives: 2, ended: 0, chapters: 0 }, undefined],
    [{}, undefined],
    [
      { archives: 1, ended: 0, chapters: 1 },
      'Of archives that no cluster goes on with, 1 chapter that no backup needs was deleted.',
    ],
    [
      { archives: 3, ended: 2, chapters: 40 },
      'Of archives that no cluster goes on with, 40 chapters that no backup needs were deleted, with which 2 archives ended.',
    ],
    [
      { archives: 1, ended: 0, chapters: 0, complaint: 'It is of tomorrow.' },
      'Not all could be looked through: It is of tomorrow.',
    ],
  ])('%j is told as: %s', (result, sentence) => {
    expect(retiredInWords(result)).toBe(sentence);
  });
});
