import { stripVTControlCharacters } from 'node:util';
import type { PortalClient } from './PortalClient.ts';
import { at } from './PortalClient.ts';

/** A run of a software template, started and followed as the template's page does. */
export class TemplateTask {
  static async start(
    portal: PortalClient,
    templateRef: string,
    values: Readonly<Record<string, unknown>>,
  ): Promise<TemplateTask> {
    const answer = await portal.post('/scaffolder/v2/tasks', {
      templateRef,
      values,
      secrets: {},
    });
    const id = at(answer, 'id');
    if (typeof id !== 'string')
      throw new Error('The scaffolder started a task without an id');
    return new TemplateTask(portal, id);
  }

  readonly id: string;
  private readonly portal: PortalClient;

  private constructor(portal: PortalClient, id: string) {
    this.portal = portal;
    this.id = id;
  }

  /**
   * Follows the task's log to its end.
   *
   * @param onLine - gets what the steps log
   * @throws Error with the task's own words when it failed
   */
  async follow(
    onLine: (line: string) => void,
    signal: AbortSignal,
  ): Promise<void> {
    let after = -1;
    for (;;) {
      // Answered when there is something new, after 30 s at the latest.
      const events = await this.portal.get(
        `/scaffolder/v2/tasks/${this.id}/events?after=${after}`,
        signal,
      );
      for (const event of Array.isArray(events) ? events : []) {
        const number = Number(at(event, 'id'));
        if (number > after) after = number;
        const body = at(event, 'body');
        const message = String(at(body, 'message') ?? '').trim();
        if (at(event, 'type') !== 'completion') {
          // The scaffolder's own lines (“Beginning step …”) name no step and say little.
          if (message && at(body, 'stepId') && !isMarker(message))
            onLine(plain(message));
          continue;
        }
        await this.conclude(at(at(body, 'error'), 'message'), message);
        return;
      }
    }
  }

  /** The last event says in prose how it ended; the task itself has it as a word. */
  private async conclude(error: unknown, message: string): Promise<void> {
    const task = await this.portal.get(`/scaffolder/v2/tasks/${this.id}`);
    if (at(task, 'status') === 'completed') return;
    throw new Error(
      typeof error === 'string' ? error : message || 'The task failed',
    );
  }
}

function isMarker(message: string): boolean {
  return /^(Beginning|Finished) step /.test(message);
}

/** Without what only a log of programs needs: colours, levels, stacks. */
function plain(message: string): string {
  return stripVTControlCharacters(message)
    .replace(/^(info|warn|error): /, '')
    .replace(/\n\s+at [^]*$/, '');
}
