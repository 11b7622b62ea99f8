/** One key of my.cnf, with why it is as it is. */
export interface Setting {
  /** Canonical spelling: lower case, underscores, no prefix. */
  readonly name: string;
  readonly value: string;
  /** Why, for the person who reads the rendered file. */
  readonly reason: string;
  /**
   * How the key is applied. `variable`: a system variable that should have this value while mysqld runs. `boot`: only how
   * mysqld starts; the engine changes it afterwards. `option`: a start option that is no variable.
   */
  readonly kind: 'variable' | 'boot' | 'option';
  /** mysqld goes on without the key where it does not know it. */
  readonly ifKnown?: true;
}

/** A setting that should hold while mysqld runs. */
export function variable(name: string, value: string, reason: string): Setting {
  return { name, value, reason, kind: 'variable' };
}

/** A setting that only says how mysqld starts. */
export function boot(name: string, value: string, reason: string): Setting {
  return { name, value, reason, kind: 'boot' };
}

/** A start option that is no system variable. */
export function option(name: string, value: string, reason: string): Setting {
  return { name, value, reason, kind: 'option' };
}
