import { GtidSet } from '../gtid';
import { Session } from './Transaction';

/**
 * One commit of an ordinary client, and what it was told:
 * `refused` is sure not to be committed, `lost` may be either.
 */
export class ClientCommit implements Session {
  readonly ordinary = true;
  private told: 'waiting' | 'ok' | 'refused' | 'lost' = 'waiting';
  private transaction?: GtidSet;

  /** @param onTold - called once, when the client knows or knows that it never will */
  constructor(
    private readonly onTold: (
      outcome: 'ok' | 'refused' | 'lost',
      gtid: GtidSet | undefined,
    ) => void = () => undefined,
  ) {}

  get outcome(): 'waiting' | 'ok' | 'refused' | 'lost' {
    return this.told;
  }

  /** Undefined until the server logged it. */
  get gtid(): GtidSet | undefined {
    return this.transaction;
  }

  logged(gtid: GtidSet): void {
    this.transaction = gtid;
  }

  refuse(): void {
    this.tell('refused');
  }

  acknowledged(): void {
    this.tell('ok');
  }

  cut(): void {
    this.tell('lost');
  }

  private tell(outcome: 'ok' | 'refused' | 'lost'): void {
    if (this.told === 'waiting') {
      this.told = outcome;
      this.onTold(outcome, this.transaction);
    }
  }
}
