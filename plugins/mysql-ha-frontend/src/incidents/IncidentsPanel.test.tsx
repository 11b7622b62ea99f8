import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { clusterView, failover, healthy } from '../../dev/clusters';
import { IncidentsPanel } from './IncidentsPanel';

describe('IncidentsPanel', () => {
  it('tells the newest with cause, evidence and each step’s begin and length', async () => {
    renderInTestApp(<IncidentsPanel cluster={healthy()} />);
    const [newest, ...others] = await screen.findAllByRole('listitem');
    expect(newest).toHaveTextContent(
      'Failover 3 d ago · orders-2 → orders-0 · 1.24 s without writes · nothing lost',
    );
    expect(newest).toHaveTextContent('mysqld of orders-2 was killed.');
    expect(newest).toHaveTextContent('orders-1 has lost it');
    const table = within(newest).getByRole('table', {
      name: /Steps of the incident/,
    });
    const [, ...rows] = within(table).getAllByRole('row');
    expect(rows.slice(0, 3).map(each => each.textContent)).toEqual([
      'No write could commitbegins after 0 ms1.24 s',
      'Notice it and agreebegins after 0 ms828 ms',
      'stop the receivers of orders-0 and orders-1begins after 828 ms31 ms',
    ]);
    expect(others.length).toBeGreaterThan(0);
    expect(screen.getAllByRole('table')).toHaveLength(1);
  });

  it('opens an older one on request', async () => {
    const user = userEvent.setup();
    renderInTestApp(<IncidentsPanel cluster={healthy()} />);
    await user.click(await screen.findByText(/Switchover 9 d ago/));
    expect(
      await screen.findByText(/asked for it: node-2 gets a new kernel/),
    ).toBeVisible();
    expect(screen.getByText('orders-switchover-5f1c2a90')).toBeVisible();
  });

  it('names what was lost, and says which steps failed', async () => {
    const incident: Incident = {
      ...failover('orders'),
      transactionsLost: 2,
      lostGtids: '3f1c9a52-7d1e-11f0-9b5e-0242ac120002:41-42',
    };
    incident.steps[0] = { ...incident.steps[0], state: 'Failed' };
    renderInTestApp(
      <IncidentsPanel
        cluster={clusterView('orders', { status: { incidents: [incident] } })}
      />,
    );
    expect(
      await screen.findByText('· at least 2 transactions lost'),
    ).toBeVisible();
    expect(screen.getByText(/0242ac120002:41-42/)).toBeVisible();
    expect(screen.getByRole('cell', { name: '31 ms failed' })).toBeVisible();
  });

  it('says that the newest may be lost where nobody knows', async () => {
    const incident: Incident = {
      ...failover('orders'),
      transactionsLost: undefined,
      waitedFor: 0,
    };
    renderInTestApp(
      <IncidentsPanel
        cluster={clusterView('orders', { status: { incidents: [incident] } })}
      />,
    );
    expect(await screen.findByText('· the newest may be lost')).toBeVisible();
  });

  it('says what would be there when nothing has happened', async () => {
    renderInTestApp(<IncidentsPanel cluster={clusterView('orders')} />);
    expect(await screen.findByText(/None on record/)).toBeVisible();
  });
});
