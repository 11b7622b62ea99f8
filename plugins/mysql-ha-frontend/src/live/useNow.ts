import { useEffect, useState } from 'react';

/**
 * The time of this browser, for ages that grow while one looks.
 * @param everyMs - how often it moves
 */
export function useNow(everyMs: number = 1_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
