import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LagPlot } from './LagPlot';
import { samplesSince, seriesOf } from './series';

describe('LagPlot', () => {
  it('says of a former replica that it leads now, and of earlier moments what was known', async () => {
    const samples = samplesSince(
      {
        samples: [
          {
            at: '2026-03-01T03:00:00Z',
            lagSeconds: { 'orders-0': 2, 'orders-1': null },
          },
          {
            at: '2026-03-01T03:00:05Z',
            lagSeconds: { 'orders-0': null, 'orders-1': 1 },
          },
        ],
      },
      0,
    );
    renderInTestApp(
      <LagPlot
        samples={samples}
        series={seriesOf(samples)}
        primary="orders-0"
        range={60_000}
        end={Date.parse('2026-03-01T03:00:06Z')}
      />,
    );
    const slider = await screen.findByRole('slider');
    const spoken = () => slider.getAttribute('aria-valuetext');

    expect(spoken()).toMatch(/orders-0 primary, orders-1 1 s$/);
    expect(screen.getByText('primary')).toBeVisible();

    await userEvent.setup().tab();
    await userEvent.setup().keyboard('{Home}');
    expect(spoken()).toMatch(/orders-0 2 s, orders-1 unknown$/);
  });
});
