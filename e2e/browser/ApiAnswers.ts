import type { BrowserContext, Response } from '@playwright/test';

/** What the portal's HTTP API tells a browser, word for word. */
export class ApiAnswers {
  private readonly bodies: Promise<string>[] = [];

  private constructor() {}

  /** Listens to all pages of a context from now on. */
  static of(context: BrowserContext): ApiAnswers {
    const answers = new ApiAnswers();
    context.on('response', response => answers.take(response));
    return answers;
  }

  /** The bodies so far, each with the address it came from. */
  async texts(): Promise<readonly string[]> {
    return Promise.all(this.bodies);
  }

  private take(response: Response): void {
    const url = new URL(response.url());
    const type = response.headers()['content-type'] ?? '';
    // A stream of events only ends with its page.
    if (!url.pathname.startsWith('/api/') || type.includes('event-stream'))
      return;
    this.bodies.push(
      response.text().then(
        body => `${url.pathname}\n${body}`,
        () => `${url.pathname}\n(the page went before the body came)`,
      ),
    );
  }
}
