import type { InstanceStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Replication } from './tree';

/** A box of the picture, in its own units (1 is a pixel when nothing is scaled). */
export interface Box {
  readonly name: string;
  /** Left out for the empty place of a primary that doesn't exist. */
  readonly instance?: InstanceStatus;
  readonly primary: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** An arrow of the picture. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly replication: Replication;
  /** SVG path. */
  readonly path: string;
  /** Where the lag is written. */
  readonly label: {
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'middle';
  };
}

/** The picture. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  /** Columns side by side, or one below the other where there is no room. */
  readonly shape: 'wide' | 'narrow';
}

/** The name of the empty place. */
export const VACANT = '';

/** Height of a box. */
export const BOX_HEIGHT = 76;

/** Room above the first box, for its caption. */
export const HEAD = 30;

/** Room at the other edges, for the lines' width. */
export const EDGE = 6;
