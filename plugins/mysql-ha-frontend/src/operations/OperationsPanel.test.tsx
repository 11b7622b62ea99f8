import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  OperationView,
  operationViewSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ago } from '../../dev/clusters';
import { OperationsPanel } from './OperationsPanel';

const cluster = { namespace: 'shop', name: 'orders' };

function operation(rest: Partial<OperationView>): OperationView {
  return operationViewSchema.parse({
    ...cluster,
    clusterName: 'orders',
    name: 'orders-1',
    type: 'Switchover',
    createdAt: ago(120),
    phase: 'Succeeded',
    requestedBy: 'user:default/ada',
    ...rest,
  });
}

function show(...operations: OperationView[]) {
  renderInTestApp(
    <OperationsPanel
      cluster={cluster}
      source={{
        live: { state: 'ready', value: operations, readAt: Date.now() },
        refresh: () => {},
        announced: true,
      }}
    />,
  );
}

describe('OperationsPanel', () => {
  it('tells who did what, when, why and with which result', async () => {
    const user = userEvent.setup();
    show(
      operation({
        name: 'b',
        type: 'Failover',
        force: true,
        reason: 'node-1 burnt down',
        phase: 'Failed',
        message: 'No member answers. Bring one back.',
        requestedBy: 'kubectl',
      }),
      operation({ target: 'orders-2' }),
    );
    const [failed, done] = await screen.findAllByRole('listitem');
    expect(failed).toHaveTextContent(
      /Failover · forced\s*Not done\s*2 min ago\s*by kubectl: node-1 burnt down/,
    );
    expect(done).toHaveTextContent(
      /Switchover · orders-2\s*Done\s*2 min ago\s*by ada/,
    );
    await user.click(screen.getByText(/Failover · forced/));
    expect(
      await screen.findByText('No member answers. Bring one back.'),
    ).toBeVisible();
  });

  it('leaves out looks at a plan, and says when nobody asked for anything', async () => {
    show(operation({ dryRun: true }));
    expect(await screen.findByText(/Nobody has asked/)).toBeVisible();
  });
});
