/** A database that was asked for is not there. @public */
export class NoSuchDatabase extends Error {
  override readonly name = 'NoSuchDatabase';

  constructor(database: string, where: string, there: readonly string[]) {
    super(
      `The database "${database}" is not ${where}: correct spec.databases. There are: ${
        there.join(', ') || 'none'
      }.`,
    );
  }
}
