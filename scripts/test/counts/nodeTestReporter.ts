import type { TestEvent } from 'node:test/reporters';

/** For `node --test --test-reporter`: one line of JSON for each test that ended; suites and skipped ones are left out. */
export default async function* report(
  source: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, file, skip, todo, details } = event.data;
    // A suite passes and fails with its tests, which are counted themselves.
    if (details.type === 'suite' || skip !== undefined || todo !== undefined)
      continue;
    const failed = event.type === 'test:fail';
    const message = failed ? describe(event.data.details.error) : undefined;
    yield `${JSON.stringify({ passed: !failed, name, file, message })}\n`;
  }
}

function describe(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause.stack ?? cause.message;
}
