/** Stands in a cell of a table of which nothing is known. */
export const NOTHING = '–';
