import { GtidSet } from '../gtid';
import { RecordedEvent, SettledEvent } from '../scheduledEvents';
import { WrittenMembers } from '../facts';

/** What a transaction does, as far as anybody here looks. */
export type Change =
  | {
      readonly kind: 'row';
      /** How long it is in the binary log; left out: short. */
      readonly bytes?: number;
    }
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'schema' }
  | {
      readonly kind: 'term';
      readonly term: number;
      readonly primaryUuid: string;
    }
  | { readonly kind: 'members'; readonly members: WrittenMembers }
  /** CREATE EVENT, ALTER EVENT. */
  | { readonly kind: 'event'; readonly event: SettledEvent }
  | {
      readonly kind: 'eventRecord';
      readonly recorded: readonly RecordedEvent[];
    }
  /** CREATE USER and the like: while such a one waits for its acknowledgement, nobody can log in. */
  | {
      readonly kind: 'account';
      readonly username: string;
      readonly password: string;
      readonly database: string;
    }
  /** ALTER USER … IDENTIFIED BY: `retain` keeps the password of before as the old one. */
  | {
      readonly kind: 'passwords';
      readonly logins: readonly {
        readonly user: string;
        readonly password: string;
      }[];
      readonly retain: boolean;
    }
  /** ALTER USER … DISCARD OLD PASSWORD. */
  | { readonly kind: 'discard'; readonly users: readonly string[] };

/** Whether nobody can log in while this waits for its acknowledgement. */
export function isAccountStatement({ kind }: Change): boolean {
  return kind === 'account' || kind === 'passwords' || kind === 'discard';
}

/** One transaction, as it stands in binary logs and relay logs. */
export interface Transaction {
  /** The set that holds just this one. */
  readonly gtid: GtidSet;
  /** When the server that it originates from logged it; milliseconds. */
  readonly committedAt: number;
  readonly change: Change;
}

/** Who waits for a commit. */
export interface Session {
  /** Whether `offline_mode` and a fence cut it off: true of all but those with CONNECTION_ADMIN. */
  readonly ordinary: boolean;
  /** It is in the binary log. */
  logged?(gtid: GtidSet): void;
  /** The commit returned OK. */
  acknowledged(): void;
  /** The connection was cut or killed: this session never hears whether the transaction is committed, and the commit waits on. */
  cut(): void;
}
