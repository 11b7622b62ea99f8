import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  MysqlHaApiError,
  OperationType,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CannedMysqlHaApi } from '../../dev/CannedMysqlHaApi';
import { healthy } from '../../dev/clusters';
import { mysqlHaApiRef } from '../api';
import { OperationDialog } from './OperationDialog';

async function open(type: OperationType, instance?: string) {
  const user = userEvent.setup();
  const api = new CannedMysqlHaApi([healthy()]);
  const asked = jest.spyOn(api, 'createOperation');
  const onDone = jest.fn();
  const onClose = jest.fn();
  renderInTestApp(
    <OperationDialog
      cluster={healthy()}
      type={type}
      instance={instance}
      onDone={onDone}
      onClose={onClose}
    />,
    { apis: [[mysqlHaApiRef, api]] },
  );
  const dialog = within(await screen.findByRole('dialog'));
  const done = () =>
    asked.mock.calls.map(([, body]) => body).filter(({ dryRun }) => !dryRun);
  return { user, api, done, onDone, onClose, dialog };
}

describe('OperationDialog', () => {
  it('shows the plan of a dry run before anything is done, then each step with its time', async () => {
    const { user, done, onDone, onClose, dialog } = await open('Switchover');
    const submit = dialog.getByRole('button', { name: 'Switch over' });
    expect(submit).toBeDisabled();
    const plan = await dialog.findByRole('region', {
      name: 'What will happen',
    });
    expect(
      within(plan)
        .getAllByRole('listitem')
        .map(each => each.textContent),
    ).toContain('Make orders-0 read-only.');
    expect(done()).toEqual([]);

    await user.click(submit);
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(done()).toEqual([
      { type: 'Switchover', target: undefined, force: false },
    ]);
    expect(
      await dialog.findByText('Done', {}, { timeout: 10_000 }),
    ).toBeVisible();
    const steps = within(dialog.getByRole('list', { name: 'Steps' }));
    expect(
      steps.getAllByRole('listitem').map(each => each.textContent),
    ).toEqual(expect.arrayContaining(['Move the Services.done300 ms']));
    expect(onClose).not.toHaveBeenCalled();
    // Beside the one in the corner.
    const [, close] = dialog.getAllByRole('button', { name: 'Close' });
    await user.click(close);
    expect(onClose).toHaveBeenCalled();
  });

  it('plans anew for the primary that is chosen', async () => {
    const { user, dialog } = await open('Switchover');
    await dialog.findByText('Promote orders-1.');
    await user.click(dialog.getByRole('button', { name: /New primary/ }));
    await user.click(
      await screen.findByRole('option', { name: 'orders-2 · Healthy' }),
    );
    expect(await dialog.findByText('Promote orders-2.')).toBeVisible();
  });

  it('says why a failover isn’t safe, and which transactions forcing it would lose', async () => {
    const { user, done, onDone, dialog } = await open('Failover');
    const submit = dialog.getByRole('button', { name: 'Fail over' });
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /One of two readable members is missing/,
    );
    expect(submit).toBeDisabled();

    await user.click(dialog.getByRole('checkbox', { name: /Accept/ }));
    expect(
      await dialog.findByText('2 acknowledged transactions would be lost'),
    ).toBeVisible();
    expect(dialog.getByText(/:184224-184225/)).toBeVisible();

    await user.type(
      dialog.getByRole('textbox', { name: 'Type orders to confirm' }),
      'orders',
    );
    expect(submit).toBeDisabled();
    await user.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'node-1 burnt down',
    );
    await user.click(submit);
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(done()).toEqual([
      { type: 'Failover', force: true, reason: 'node-1 burnt down' },
    ]);
  });

  it('asks for the cluster’s name before an instance is emptied', async () => {
    const { user, done, onDone, dialog } = await open('Rebuild', 'orders-2');
    expect(
      await dialog.findByText('Delete the data of orders-2.'),
    ).toBeVisible();
    const submit = dialog.getByRole('button', { name: 'Rebuild' });
    expect(submit).toBeDisabled();
    await user.type(
      dialog.getByRole('textbox', { name: 'Type orders to confirm' }),
      'orders{Enter}',
    );
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(done()).toEqual([
      { type: 'Rebuild', target: 'orders-2', force: false },
    ]);
  });

  it('shows the server’s sentence when the plan can’t be asked for, and asks again', async () => {
    const user = userEvent.setup();
    const api = new CannedMysqlHaApi([healthy()]);
    jest
      .spyOn(api, 'createOperation')
      .mockRejectedValueOnce(
        new MysqlHaApiError(503, 'Kubernetes can’t be reached.'),
      );
    renderInTestApp(
      <OperationDialog
        cluster={healthy()}
        type="Restart"
        instance="orders-1"
        onDone={jest.fn()}
        onClose={jest.fn()}
      />,
      { apis: [[mysqlHaApiRef, api]] },
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Kubernetes can’t be reached.');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Stop MySQL on orders-1.')).toBeVisible();
  });
});
