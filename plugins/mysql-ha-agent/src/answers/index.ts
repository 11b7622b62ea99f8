/** What a running archiver answers to who asks: which transaction a moment ends with. */
export { startAnswers } from './startAnswers';
export type { AnswerOptions } from './startAnswers';
