import {
  setImmediate as turn,
  setTimeout as pause,
} from 'node:timers/promises';
import { StallDetector } from './StallDetector';

/** Keeps the event loop busy, in milliseconds. */
function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('StallDetector', () => {
  let stalls: StallDetector;

  beforeEach(() => {
    stalls = new StallDetector();
  });
  afterEach(() => stalls.stop());

  it('tells of a stall at once, also to who asks in the midst of it', async () => {
    await turn();
    block(500);
    expect(stalls.stalledMs()).toBeGreaterThan(200);
    expect(stalls.lateMs()).toBeGreaterThan(200);
  });

  it('adds up what was lost, and keeps it', async () => {
    block(500);
    await pause(150);
    const first = stalls.lateMs();
    expect(first).toBeGreaterThan(200);
    block(500);
    await pause(150);
    expect(stalls.lateMs()).toBeGreaterThan(first + 200);
  });

  it('finds a turn in which one timer after another runs, whoever asks meanwhile', async () => {
    const work = () => {
      block(50);
      stalls.stalledMs();
    };
    for (let i = 0; i < 20; i++) setTimeout(work, 1);
    await pause(10);
    expect(stalls.lateMs()).toBeGreaterThan(500);
  });
});
