/** What is asked of a MySQL outside: whether it can be followed. */
export { lookOutside } from './lookOutside';
