import { LineProgress } from './LineProgress';

describe('LineProgress', () => {
  it('writes each step at once, and bytes at most once a second', () => {
    let now = 0;
    const lines: unknown[] = [];
    const progress = new LineProgress(
      line => lines.push(JSON.parse(line)),
      () => now,
    );
    progress.begin('upload', 100);
    progress.add(10);
    now = 999;
    progress.add(10);
    now = 1000;
    progress.add(10);
    progress.begin('check');
    expect(lines).toEqual([
      { step: 'upload', doneBytes: 0, totalBytes: 100 },
      { step: 'upload', doneBytes: 30, totalBytes: 100 },
      { step: 'check', doneBytes: 0 },
    ]);
  });
});
