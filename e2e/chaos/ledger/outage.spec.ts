import { expect, test } from '@playwright/test';
import { longestOutage } from './outage';

test('An outage is the longest time without an acknowledgement, the ends included', () => {
  expect(longestOutage([110, 120, 900, 910], 100, 1_000)).toBe(780);
  expect(longestOutage([700, 710], 100, 720)).toBe(600);
  expect(longestOutage([110], 100, 1_000)).toBe(890);
  expect(longestOutage([], 100, 1_000)).toBe(900);
});
