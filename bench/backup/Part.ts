import type { Report } from '../report/Report';

/** What a part of the bench is told. */
export interface PartOptions {
  /** Of the database that is saved. */
  readonly bytes: number;
  /** Little of everything, to see that it works; the figures are worth nothing. */
  readonly quick: boolean;
  /** Leaves the Kubernetes up that a part brought up. */
  readonly keep: boolean;
  readonly say: (line: string) => void;
}

/** One line of the overview. */
export interface Headline {
  readonly figure: string;
  readonly value: string;
  /** What it should be, where that was said beforehand. */
  readonly aim?: string;
}

/** What a part found out. */
export interface PartResult {
  readonly report: Report;
  readonly headlines: readonly Headline[];
}

/** One thing that is measured about backups. */
export type Part = (options: PartOptions) => Promise<PartResult>;
