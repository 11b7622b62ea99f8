import { Trio } from './Trio';

/** One thing that each implementation of the adapter does alike; run by jest on the model and by Playwright on real servers. */
export interface ContractCase {
  /** A sentence. */
  readonly title: string;
  run(trio: Trio): Promise<void>;
}
