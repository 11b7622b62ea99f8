import { EventsView } from '../../observe';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';

describe('scheduledEventsOff', () => {
  const found = (view: Partial<EventsView>) =>
    inGroup('Order', {
      ...snapshotOf(3).written().taken,
      events: { unknown: [], missed: [], refused: [], ...view },
    })
      .filter(({ code }) => code === 'ScheduledEventsOff')
      .map(({ instance, message }) => `${instance}: ${message}`);

  it('says nothing while all run that are to run', () => {
    expect(found({})).toEqual([]);
  });

  it('names those of which nobody knows, and what settles it', () => {
    expect(found({ unknown: ['shop.a'] })).toEqual([
      'orders-0: Events do not run on orders-0. Nobody knows whether shop.a is to run, as it was changed just before another instance led: ALTER EVENT … ENABLE or DISABLE says it.',
    ]);
    expect(found({ unknown: ['shop.a', 'shop.b'] })[0]).toContain(
      'shop.a, shop.b are to run, as they were changed',
    );
  });

  it('names those whose time has passed, and those that MySQL refuses', () => {
    expect(
      found({
        missed: ['shop.once'],
        refused: [{ event: 'shop.orphan', why: 'no such definer' }],
      }),
    ).toEqual([
      'orders-0: Events do not run on orders-0. The time of shop.once passed while another instance began to lead, so nobody knows whether it ran, and enabled it would run at once: ALTER EVENT … ENABLE or DROP EVENT says it. MySQL does not enable shop.orphan: no such definer.',
    ]);
  });
});
