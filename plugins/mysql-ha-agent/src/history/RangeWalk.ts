import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Chapter, heldAtEnd } from '../archive/chapter';
import { SavedState } from './SavedState';

/** Moments that a backup can be restored to, all from the first to the last, in microseconds since 1970. */
export interface RestorableRange {
  readonly backup: string;
  readonly from: number;
  readonly to: number;
  /** What is in no archive, where that ended the range. */
  readonly missing?: GtidSet;
  /** It reaches to the end of the archive, and what is archived from now on extends it. */
  readonly goesOn?: true;
}

/** Goes through an archive, chapter by chapter, and notes when a backup could be restored to that point. */
export class RangeWalk {
  private readonly found: RestorableRange[] = [];
  private open: { from: number; to: number } | undefined;
  private held = GtidSet.EMPTY;
  private missing = GtidSet.EMPTY;
  private torn = false;
  private untouched = true;

  constructor(private readonly backup: SavedState) {}

  /** Another chapter begins: it says what should be there. */
  enter({ after }: Chapter, before: Chapter | undefined): void {
    const archived = before ? heldAtEnd(before) : GtidSet.EMPTY;
    this.missing = this.missing
      .intersect(after)
      .union(after.subtract(archived).subtract(this.backup.gtidExecuted));
    this.held = after;
    this.torn = false;
    if (!this.usable) this.close();
    // With nothing archived since, the backup itself is what can be restored.
    else if (!this.open && !before) this.extend(this.backup.completedAt);
  }

  /** A segment is gone: nobody knows what it held until the next chapter says what precedes it. */
  tear(): void {
    this.torn = true;
    this.close();
  }

  pass(gtids: GtidSet, from: number, to: number): void {
    this.held = this.held.union(gtids);
    if (!this.usable) return;
    // What was committed while the backup was still being written.
    if (this.open && this.untouched)
      this.open.from = Math.min(this.open.from, from);
    this.untouched = false;
    this.extend(to);
  }

  ranges(): readonly RestorableRange[] {
    this.close(true);
    return this.found;
  }

  private get usable(): boolean {
    return (
      !this.torn &&
      this.missing.isEmpty() &&
      this.held.contains(this.backup.gtidExecuted)
    );
  }

  private extend(to: number): void {
    this.open = {
      from: this.open?.from ?? to,
      to: Math.max(this.open?.to ?? to, to),
    };
  }

  private close(goesOn = false): void {
    const { open, missing } = this;
    if (!open) return;
    const { name } = this.backup;
    this.found.push({
      ...{ backup: name, from: open.from, to: open.to },
      ...(!missing.isEmpty() && { missing }),
      ...(goesOn && { goesOn: true }),
    });
    this.open = undefined;
  }
}
