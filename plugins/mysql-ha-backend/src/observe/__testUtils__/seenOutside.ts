import { OutsideFacts } from '../../mysql';
import { OutsideView } from '../OutsideView';
import { gtids } from './gtids';

/**
 * For tests: what is known of a MySQL outside that answered so long ago, with `a:1-12` and all its binary logs.
 */
export function seenOutside(
  facts: Partial<OutsideFacts> = {},
  seenAgeMs = 500,
): OutsideView {
  return {
    login: 'there',
    loginGiven: true,
    seenAgeMs,
    seen: {
      state: 'reachable',
      facts: {
        serverUuid: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
        version: '9.7.1',
        gtidMode: 'ON',
        gtidExecuted: gtids('a:1-12'),
        gtidPurged: gtids(''),
        givesClones: false,
        ...facts,
      },
    },
  };
}
