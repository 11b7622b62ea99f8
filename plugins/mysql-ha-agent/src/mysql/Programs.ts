/** A program with the arguments that stand before and after all others. @public */
export interface Program {
  readonly command: string;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** MySQL’s programs, of the same image as the cluster’s. @public */
export interface Programs {
  readonly mysqld: Program;
  readonly mysqldump: Program;
  readonly mysql: Program;
  readonly mysqlbinlog: Program;
}

/** Those that the image has on its path. @public */
export const programsOnPath: Programs = {
  mysqld: { command: 'mysqld' },
  mysqldump: { command: 'mysqldump' },
  mysql: { command: 'mysql' },
  mysqlbinlog: { command: 'mysqlbinlog' },
};
