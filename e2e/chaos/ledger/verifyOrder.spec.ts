import { expect, test } from '@playwright/test';
import { Committed, verifyOrder } from './verifyOrder';

/** A transaction of an instance with the moments of its question and its answer. */
function commit(on: string, sentAt: number, answeredAt: number): Committed {
  return { key: `0/${sentAt}`, on, sentAt, answeredAt };
}

test.describe('Commits in the order of leaders', () => {
  test('may follow each other', () => {
    const commits = [
      commit('a', 0, 10),
      commit('a', 20, 30),
      commit('b', 40, 50),
    ];
    expect(verifyOrder(commits, ['a', 'b'])).toEqual([]);
  });

  test('may overlap where one hands over, as nobody knows the very moment', () => {
    const commits = [
      commit('a', 0, 10),
      commit('b', 20, 40),
      commit('a', 30, 50),
    ];
    expect(verifyOrder(commits, ['a', 'b'])).toEqual([]);
  });

  test('are wrong when the old leader takes one that was sent after the new one’s answer', () => {
    const commits = [
      commit('a', 0, 10),
      commit('b', 20, 30),
      commit('a', 40, 50),
    ];
    expect(verifyOrder(commits, ['a', 'b'])).toEqual([
      '1 transactions (0/40) committed on a after b had led in its place',
    ]);
  });

  test('are wrong also if nobody was told of it', () => {
    const commits = [commit('b', 20, 30), commit('a', 40, Infinity)];
    expect(verifyOrder(commits, ['a', 'b'])).toHaveLength(1);
  });

  test('may return to who led before, if the record says so', () => {
    const commits = [
      commit('a', 0, 10),
      commit('b', 20, 30),
      commit('a', 40, 50),
    ];
    expect(verifyOrder(commits, ['a', 'b', 'a'])).toEqual([]);
    expect(
      verifyOrder([...commits, commit('b', 60, 70)], ['a', 'b', 'a']),
    ).toHaveLength(1);
  });

  test('are wrong on one that never led', () => {
    expect(verifyOrder([commit('c', 0, 10)], ['a', 'b'])).toEqual([
      '1 transactions (0/0) committed on c, which never led',
    ]);
  });
});
