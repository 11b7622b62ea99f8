/** One account, as far as anybody here looks. */
export interface Account {
  readonly password: string;
  /** A second password that holds too. */
  readonly old?: string;
  readonly database?: string;
}

const STATEMENT =
  /^ALTER USER '(\w+)'@'%' (?:IDENTIFIED WITH caching_sha2_password BY '([^']*)'.*?( RETAIN CURRENT PASSWORD)?|(DISCARD OLD PASSWORD));$/gm;

/** The accounts of a server, by user. One that is not known here may log in with anything: few tests are about passwords. */
export class Accounts {
  constructor(private readonly all: ReadonlyMap<string, Account> = new Map()) {}

  get(user: string): Account | undefined {
    return this.all.get(user);
  }

  with(user: string, account: Account): Accounts {
    // A new password leaves the second one as it is.
    const { old } = this.all.get(user) ?? {};
    return new Accounts(new Map([...this.all, [user, { old, ...account }]]));
  }

  accepts(user: string, password: string | undefined): boolean {
    const account = this.all.get(user);
    return (
      account === undefined ||
      account.password === password ||
      (account.old !== undefined && account.old === password)
    );
  }

  /** ALTER USER … IDENTIFIED BY, with or without RETAIN CURRENT PASSWORD. */
  renewed(change: {
    readonly logins: readonly {
      readonly user: string;
      readonly password: string;
    }[];
    readonly retain: boolean;
  }): Accounts {
    const all = new Map(this.all);
    for (const { user, password } of change.logins) {
      const before = all.get(user);
      const old = change.retain ? before?.password : before?.old;
      all.set(user, { ...before, password, old });
    }
    return new Accounts(all);
  }

  discarded(users: readonly string[]): Accounts {
    const all = new Map(this.all);
    for (const user of users) {
      const account = all.get(user);
      if (account) all.set(user, { ...account, old: undefined });
    }
    return new Accounts(all);
  }

  /** What running a bootstrap.sql makes of them. */
  after(bootstrap: string): Accounts {
    let result = new Accounts(this.all);
    for (const [, user, password, retain, discard] of bootstrap.matchAll(
      STATEMENT,
    )) {
      result = discard
        ? result.discarded([user])
        : result.renewed({
            logins: [{ user, password }],
            retain: retain !== undefined,
          });
    }
    return result;
  }
}
