import { Manifest } from '../artifact';

/** What a method found out about the data that it has brought into the store. */
export type Copied = Pick<
  Manifest,
  'version' | 'gtidExecuted' | 'streams' | 'tables' | 'server'
>;
