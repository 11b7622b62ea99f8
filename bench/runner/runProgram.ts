/** Runs a program to its end: what it throws is its last word. @param main - gets the arguments, gives the exit code */
export function runProgram(
  main: (args: readonly string[]) => Promise<number>,
): void {
  Promise.resolve(process.argv.slice(2))
    .then(main)
    .then(
      code => process.exit(code),
      error => {
        process.stderr.write(
          `${error instanceof Error ? error.message : String(error)}\n`,
        );
        process.exit(1);
      },
    );
}
