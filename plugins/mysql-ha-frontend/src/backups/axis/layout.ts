/** Where things stand on the axis, in pixels. */

/** Room beside the track. */
export const LEFT = 10;
/** The same at its end. */
export const RIGHT = 10;
/** The track that says what can be restored. */
export const TRACK = { top: 96, height: 12 } as const;
/** The highest backup’s head. */
export const HIGHEST = 20;
/** Of a head. */
export const RADIUS = 6;
/** Where the labels of the marks stand. */
export const LABELS = 128;
/** The picture’s height. */
export const TOTAL = 136;
