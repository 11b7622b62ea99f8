import { Report } from './report/Report';
import { Stand } from './stand/Stand';

/** What a bench is told. */
export interface BenchOptions {
  /** One or two rounds, to see that it works; the figures are worth nothing. */
  readonly quick: boolean;
  /** How many rounds were asked for, if any number was. */
  readonly rounds?: number;
  readonly say: (line: string) => void;
}

/** One thing that is measured. */
export type Bench = (stand: Stand, options: BenchOptions) => Promise<Report>;
