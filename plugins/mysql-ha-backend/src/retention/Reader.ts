import { GtidSet } from '../mysql';

/** Somebody who may still have to read what a server's binary logs hold. */
export interface Reader {
  /** As a person is told of it. */
  readonly name: string;
  /** Of its server, to end its connection where it must be given up. */
  readonly uuid?: string;
  /** What it has, so that it needs nothing of that; unknown: it may need everything. */
  readonly holds?: GtidSet;
}
