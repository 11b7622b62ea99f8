import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { FromBench, toBench, ToBench } from './messages';

type Of<T extends ToBench['type']> = Extract<ToBench, { type: T }>;

/** One of the processes that the bench is made of. */
export class Part {
  private readonly child: ChildProcess;

  constructor(file: 'engine' | 'fleet', clusters: number) {
    this.child = fork(join(__dirname, `${file}.ts`), [String(clusters)], {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    process.once('exit', () => this.child.kill('SIGKILL'));
  }

  tell(message: FromBench): void {
    this.child.send(message);
  }

  /** Waits for a message of this kind for which it holds. */
  hear<T extends ToBench['type']>(
    type: T,
    seconds: number,
    holds: (message: Of<T>) => boolean = () => true,
  ): Promise<Of<T>> {
    return new Promise((resolve, reject) => {
      const ended = new AbortController();
      const { signal } = ended;
      const settle = (outcome: () => void) => {
        if (signal.aborted) return;
        ended.abort();
        outcome();
      };
      const timer = setTimeout(
        () =>
          settle(() => reject(new Error(`no “${type}” within ${seconds} s`))),
        seconds * 1000,
      );
      const listen = (raw: unknown) => {
        // What compiles TypeScript on the way talks to its parent too.
        const { data } = toBench.safeParse(raw);
        if (!data || !isOf(data, type) || !holds(data)) return;
        settle(() => resolve(data));
      };
      const gone = () =>
        settle(() => reject(new Error('a process of the bench ended')));
      this.child.on('message', listen).on('exit', gone);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        this.child.off('message', listen).off('exit', gone);
      });
    });
  }

  /** Tells, and waits for what comes of it. */
  async ask<T extends ToBench['type']>(
    order: FromBench,
    type: T,
    seconds = 30,
  ): Promise<Of<T>> {
    const answer = this.hear(type, seconds);
    this.tell(order);
    return await answer;
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}

function isOf<T extends ToBench['type']>(
  message: ToBench,
  type: T,
): message is Of<T> {
  return message.type === type;
}
