import { SupervisorState } from '../mysql';
import { failingStart, FailingStart, withFailingStart } from './failingStart';

const says = (
  phase: SupervisorState['phase'],
  starts: number,
  bootId = 'boot',
): SupervisorState => ({
  bootId,
  phase,
  message: `${phase} ${starts}`,
  starts,
  selfFenced: false,
  errors: [],
});

/** What is shown of what a supervisor says, one after the other. */
function shown(said: readonly SupervisorState[]): readonly string[] {
  let failing: FailingStart | undefined;
  return said.map(state => {
    failing = failingStart(failing, state);
    const { phase, message } = withFailingStart(state, failing);
    return message === `${phase} ${state.starts}` ? phase : `${message}`;
  });
}

describe('What is shown of starts that fail', () => {
  it.each([
    [
      'a mysqld that can’t start stays so with each try',
      [
        says('Starting', 0),
        says('Unstartable', 0),
        says('Starting', 0),
        says('Unstartable', 0),
        says('Starting', 1),
      ],
      [
        'Starting',
        'Unstartable',
        'Unstartable',
        'Unstartable',
        'Unstartable 0',
      ],
    ],
    [
      'a single crash is followed by a start',
      [says('Crashed', 1), says('Crashed', 1), says('Starting', 2)],
      ['Crashed', 'Crashed', 'Starting'],
    ],
    [
      'a second one in a row lasts',
      [
        says('Crashed', 1),
        says('Starting', 2),
        says('Crashed', 2),
        says('Starting', 3),
        says('Crashed', 3),
        says('Starting', 4),
      ],
      ['Crashed', 'Starting', 'Crashed', 'Crashed 2', 'Crashed', 'Crashed 3'],
    ],
    [
      'one that has run ends it',
      [
        says('Unstartable', 0),
        says('Running', 1),
        says('Starting', 2),
        says('Crashed', 2),
        says('Starting', 3),
      ],
      ['Unstartable', 'Running', 'Starting', 'Crashed', 'Starting'],
    ],
    [
      'a new pod begins anew',
      [says('Unstartable', 0), says('Initialising', 0, 'another')],
      ['Unstartable', 'Initialising'],
    ],
    [
      'so does a stop that was asked for',
      [says('Unstartable', 0), says('Stopped', 0), says('Starting', 1)],
      ['Unstartable', 'Stopped', 'Starting'],
    ],
  ])('%s', (_, said, expected) => {
    expect(shown(said)).toEqual(expected);
  });
});
