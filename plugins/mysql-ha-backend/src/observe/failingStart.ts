import { SupervisorState } from '../mysql';

/** A mysqld that ended, as its supervisor said it, and none has run since. */
export interface FailingStart {
  readonly bootId: string;
  /** How many had been started then. */
  readonly starts: number;
  readonly phase: 'Crashed' | 'Unstartable';
  readonly message?: string;
  /** It is no single crash, after which the next start helps. */
  readonly lasting: boolean;
}

/**
 * What is to be remembered of starts that fail. Between two tries a supervisor says that mysqld is starting, which is
 * true and no news: a person would see an instance that flips between two states with each of them.
 */
export function failingStart(
  before: FailingStart | undefined,
  { bootId, phase, message, starts }: SupervisorState,
): FailingStart | undefined {
  const earlier = before?.bootId === bootId ? before : undefined;
  switch (phase) {
    case 'Initialising':
    case 'Starting':
      return earlier;
    case 'Unstartable':
      return { bootId, starts, phase, message, lasting: true };
    case 'Crashed':
      return {
        bootId,
        starts,
        phase,
        message,
        lasting:
          earlier !== undefined && (earlier.lasting || starts > earlier.starts),
      };
    case 'Running':
    case 'Stopping':
    case 'Stopped':
      return undefined;
    default:
      return phase satisfies never;
  }
}

/** What a supervisor says, with a start that is only one more try shown as the failure that it follows. */
export function withFailingStart(
  state: SupervisorState,
  failing: FailingStart | undefined,
): SupervisorState & { readonly tries?: true } {
  const isTry = state.phase === 'Initialising' || state.phase === 'Starting';
  return failing?.lasting && isTry
    ? {
        ...state,
        phase: failing.phase,
        message: failing.message,
        tries: true,
      }
    : state;
}
