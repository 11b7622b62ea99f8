import type { Tone } from './tone';

/** The answer to one question: a few words, and a sentence for who reads on. */
export interface Answer {
  readonly tone: Tone;
  readonly words: string;
  readonly detail?: string;
}
