/** There is no answer now; who asks again in a moment may get one. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}
