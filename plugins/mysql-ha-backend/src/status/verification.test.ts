import { verification } from './verification';

const at = (day: number) => `2026-05-0${day}T00:00:00Z`;
const tried = (
  day: number,
  phase: 'Running' | 'Proved' | 'Refuted',
  message: string,
) => ({ phase, message, startedAt: at(day), backup: `nightly-${day}` });

describe('what is shown of proofs', () => {
  it('is nothing where nothing was tried', () => {
    expect(verification({}, undefined)).toBeUndefined();
  });

  it('is the last try, and the last proof beside it', () => {
    const last = tried(2, 'Refuted', 'A table differs.');
    const proved = { backup: 'nightly-1', at: at(1) };
    expect(verification({ verification: { last, proved } }, undefined)).toEqual(
      {
        provedAt: at(1),
        provedBackup: 'nightly-1',
        triedAt: at(2),
        backup: 'nightly-2',
        message: 'A table differs.',
      },
    );
  });

  it('stays when the backups are gone that it is of', () => {
    const previous = {
      provedAt: at(3),
      provedBackup: 'nightly-3',
      triedAt: at(3),
      backup: 'nightly-3',
      message: 'It was restored.',
    };
    expect(verification({}, previous)).toEqual(previous);
    const last = tried(1, 'Proved', 'An older one.');
    const proved = { backup: 'nightly-1', at: at(1) };
    expect(verification({ verification: { last, proved } }, previous)).toEqual(
      previous,
    );
  });

  it('follows a try to its end', () => {
    const running = verification(
      { verification: { last: tried(1, 'Running', 'It goes on.') } },
      undefined,
    );
    expect(
      verification(
        { verification: { last: tried(1, 'Proved', 'It was restored.') } },
        running,
      ),
    ).toMatchObject({ message: 'It was restored.' });
  });
});
