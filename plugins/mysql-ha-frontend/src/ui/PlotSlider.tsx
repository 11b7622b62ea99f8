import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import styles from './PlotSlider.module.css';
import { keyTarget, nearest } from './reading';

/** A plot whose samples are read one by one, with the pointer or, as a slider, with the keyboard. */
export function PlotSlider(props: {
  /** What it is, for whoever can’t see it. */
  label: string;
  /** Where the samples are, in pixels from the left. */
  places: readonly number[];
  /** Which one is being read. */
  index: number;
  /** What it says. */
  reading: string;
  width: number;
  height: number;
  /** Undefined when nobody reads any more. */
  onRead: (index: number | undefined) => void;
  children: ReactNode;
}) {
  const { places, index, width, height, onRead } = props;
  const last = places.length - 1;
  const onPointer = (event: PointerEvent<SVGSVGElement>) => {
    if (last < 0) return;
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    onRead(nearest(places, place => Math.abs(place - at)));
  };
  const onKey = (event: KeyboardEvent) => {
    const target = keyTarget(event.key, index, last);
    if (target === undefined || last < 0) return;
    event.preventDefault();
    onRead(target);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.focus}
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={Math.max(0, index)}
      aria-valuetext={props.reading}
      onKeyDown={onKey}
      onBlur={() => onRead(undefined)}
    >
      <svg
        aria-hidden
        className={styles.svg}
        width={width}
        height={height}
        onPointerMove={onPointer}
        onPointerLeave={() => onRead(undefined)}
      >
        {props.children}
      </svg>
    </div>
  );
}
