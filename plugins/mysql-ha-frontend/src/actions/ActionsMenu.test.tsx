import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  clusterDeletePermission,
  ClusterView,
  MysqlHaApiError,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CannedMysqlHaApi } from '../../dev/CannedMysqlHaApi';
import { healthy, hibernated, single } from '../../dev/clusters';
import { mysqlHaApiRef } from '../api';
import { ActionsMenu } from './ActionsMenu';

async function open(cluster: ClusterView, item: RegExp, forbidden?: string) {
  const user = userEvent.setup();
  const api = new CannedMysqlHaApi([cluster]);
  const onDone = jest.fn();
  renderInTestApp(<ActionsMenu cluster={cluster} onDone={onDone} />, {
    apis: [
      [mysqlHaApiRef, api],
      mockApis.permission({
        authorize: ({ permission }) =>
          permission.name === forbidden
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    ],
  });
  const button = await screen.findByRole('button', { name: 'Actions' });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
  await user.click(await screen.findByRole('menuitem', { name: item }));
  const dialog = within(await screen.findByRole('dialog'));
  return { user, api, onDone, dialog };
}

describe('ActionsMenu', () => {
  it('scales, and says what the number means before it is sent', async () => {
    const { user, api, onDone, dialog } = await open(healthy(), /Scale/);
    const submit = dialog.getByRole('button', { name: /Scale to/ });
    expect(submit).toBeDisabled();

    await user.click(dialog.getByRole('button', { name: /Decrease/ }));
    expect(
      dialog.getByText(
        /writes wait after a failover until the other one is back/,
      ),
    ).toBeVisible();
    expect(dialog.getByText('A commit will wait for 1 replica.')).toBeVisible();

    await user.click(dialog.getByRole('button', { name: 'Scale to 2' }));
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect((await api.getCluster(healthy())).spec.instances).toBe(2);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('explains why a Single cluster can’t be scaled', async () => {
    const { dialog } = await open(single(), /Scale/);
    expect(
      dialog.getByText(/Change the topology to SemiSync first/),
    ).toBeVisible();
    expect(dialog.getByRole('button', { name: /Scale to/ })).toBeDisabled();
  });

  it('grows the volumes, and takes only what is more than they have', async () => {
    const { user, api, onDone, dialog } = await open(healthy(), /Grow/);
    const field = dialog.getByRole('textbox', { name: 'Size of each volume' });
    expect(dialog.getByText(/a volume never shrinks/)).toBeVisible();

    for (const refused of ['5Gi', '10Gi', 'twice as much']) {
      await user.clear(field);
      await user.type(field, refused);
      expect(dialog.getByRole('button', { name: /^Grow to/ })).toBeDisabled();
    }
    await user.clear(field);
    await user.type(field, '20Gi{Enter}');

    await waitFor(() => expect(onDone).toHaveBeenCalled());
    const { spec } = await api.getCluster(healthy());
    expect(spec.storage).toMatchObject({ size: '20Gi' });
  });

  it('pauses after saying what that costs', async () => {
    const { user, api, onDone, dialog } = await open(healthy(), /Pause/);
    expect(dialog.getByText(/writes stop until someone resumes/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect((await api.getCluster(healthy())).spec.paused).toBe(true);
    expect(
      await screen.findByText('shop/orders is paused.'),
    ).toBeInTheDocument();
  });

  it('wakes what is hibernated', async () => {
    const { user, api, onDone, dialog } = await open(hibernated(), /Wake/);
    await user.click(dialog.getByRole('button', { name: 'Wake' }));
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect((await api.getCluster(hibernated())).spec.hibernate).toBe(false);
  });

  it('deletes only after the name was typed, and says what happens to the volumes', async () => {
    const { user, api, onDone, dialog } = await open(healthy(), /Delete/);
    expect(dialog.getByText(/The volumes stay/)).toBeVisible();
    const submit = dialog.getByRole('button', { name: 'Delete' });
    const field = dialog.getByRole('textbox', {
      name: 'Type orders to confirm',
    });
    await user.type(field, 'order');
    expect(submit).toBeDisabled();
    await user.type(field, 's{Enter}');
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect((await api.getCluster(healthy())).deleting).toBe(true);
  });

  it('keeps the dialog open with the server’s sentence when an action is refused', async () => {
    const { user, api, onDone, dialog } = await open(healthy(), /Hibernate/);
    jest
      .spyOn(api, 'patchCluster')
      .mockRejectedValue(
        new MysqlHaApiError(409, 'The cluster changed meanwhile: try again.'),
      );
    await user.type(dialog.getByRole('textbox'), 'orders{Enter}');
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The cluster changed meanwhile: try again.',
    );
    expect(onDone).not.toHaveBeenCalled();
  });

  it('explains a forbidden action and names the permission', async () => {
    // Another name, because permissions are remembered by resource from one test to the next.
    const { dialog } = await open(
      healthy('guarded'),
      /Delete… \(needs mysql-ha.cluster.delete\)/,
      clusterDeletePermission.name,
    );
    expect(
      dialog.getByText(/Ask the owner or the platform team/),
    ).toBeVisible();
    expect(dialog.queryByRole('textbox')).not.toBeInTheDocument();
  });
});
