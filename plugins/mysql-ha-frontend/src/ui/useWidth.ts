import { RefCallback, useCallback, useRef, useState } from 'react';

/** The width of an element in pixels, as it changes; `fallback` until it is known. */
export function useWidth(
  fallback: number,
): readonly [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(fallback);
  const observer = useRef<ResizeObserver | undefined>(undefined);

  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (!element || typeof ResizeObserver === 'undefined') return;
    observer.current = new ResizeObserver(entries => {
      const measured = entries.at(-1)?.contentRect.width ?? 0;
      if (measured > 0) setWidth(Math.round(measured));
    });
    observer.current.observe(element);
  }, []);

  return [ref, width];
}
