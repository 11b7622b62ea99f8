import { useEffect, useState } from 'react';
import { messageOf } from '../../words';

/** What came of a question. */
export type Answer<T> =
  | { readonly state: 'unasked' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'answered'; readonly answer: T };

/** Somebody who types or drags pauses for so long when they mean it, in milliseconds. */
const PAUSE_MS = 300;

/**
 * Asks when nothing else was wished for during a pause; only the answer to the last question counts.
 * @param ask - undefined while there is nothing to ask. The same question must be the same function.
 */
export function useAnswer<T>(ask: (() => Promise<T>) | undefined): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ state: 'unasked' });

  useEffect(() => {
    if (!ask) {
      setAnswer({ state: 'unasked' });
      return undefined;
    }
    let isCurrent = true;
    const show = (next: Answer<T>) => {
      if (isCurrent) setAnswer(next);
    };
    show({ state: 'asking' });
    const timer = setTimeout(() => {
      ask().then(
        answered => show({ state: 'answered', answer: answered }),
        error => show({ state: 'failed', reason: messageOf(error) }),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [ask]);

  return answer;
}
