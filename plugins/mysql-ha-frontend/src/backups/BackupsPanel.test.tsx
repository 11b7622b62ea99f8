import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  BackupsView,
  clusterCredentialsPermission,
  clusterOperatePermission,
  MysqlHaApiError,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  archived,
  backupsView,
  backupView,
  nothingYet,
  troubled,
} from '../../dev/backups';
import { CannedMysqlHaApi } from '../../dev/CannedMysqlHaApi';
import { healthy } from '../../dev/clusters';
import { FakeSignals } from '../../dev/FakeSignals';
import { mysqlHaApiRef } from '../api';
import { useBackups } from '../cluster';
import { BackupLine } from './BackupLine';
import { BackupsPanel } from './BackupsPanel';

/** The panel over its own live source, as the page has it. */
function Shown(props: { name: string }) {
  const cluster = healthy(props.name);
  const source = useBackups(cluster);
  return (
    <>
      <BackupLine source={source} />
      <BackupsPanel cluster={cluster} source={source} />
    </>
  );
}

// Permissions are remembered by resource from one test to the next, so each test has a cluster of its own.
let counter = 0;

async function show(
  view: BackupsView,
  options: {
    forbidden?: string;
    prepare?: (api: CannedMysqlHaApi) => void;
  } = {},
) {
  counter += 1;
  const name = `orders${counter}`;
  const user = userEvent.setup();
  const signals = new FakeSignals();
  const api = new CannedMysqlHaApi([healthy(name)]);
  api.showBackups({ namespace: 'shop', name }, view);
  options.prepare?.(api);
  renderInTestApp(<Shown name={name} />, {
    apis: [
      [mysqlHaApiRef, api],
      [signalApiRef, signals],
      mockApis.permission({
        authorize: ({ permission }) =>
          permission.name === options.forbidden
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    ],
  });
  const panel = within(await screen.findByRole('region', { name: 'Backups' }));
  return { api, name, panel, signals, user };
}

const factsOf = (panel: { getAllByRole(role: string): HTMLElement[] }) =>
  panel.getAllByRole('term').map(term => [
    term.textContent,
    // The answer stands behind its question.
    term.nextElementSibling?.textContent,
  ]);

describe('BackupsPanel', () => {
  it('answers whether data can be had back, to when, whether that is proved, and when the next one is made', async () => {
    const { panel } = await show(archived());
    await panel.findByText('any second of the last 11 d');
    expect(factsOf(panel)).toEqual([
      ['Can be restored to', 'any second of the last 11 d'],
      ['Last good backup', '5 h ago'],
      ['Last proved by a restore', 'never'],
      ['Next backup', 'in 18 h'],
    ]);
    expect(
      screen.getByText(
        'the last good one 5 h ago · any second of the last 11 d can be restored',
        { exact: false },
      ),
    ).toBeVisible();
  });

  it('lists each backup with its size, how long it took, who made it, and why it failed', async () => {
    const { panel, user } = await show(archived());
    const table = within(await panel.findByRole('grid'));
    // Its head and the newest seven.
    expect(await table.findAllByRole('row')).toHaveLength(8);
    const rows = () =>
      table.getAllByRole('row').map(row => row.textContent ?? '');
    expect(rows()[1]).toMatch(
      /nightly-\d{14}by schedule nightlySucceeded5 h ago30\.0 s412 MiBPhysicalnot yet/,
    );
    expect(rows().find(row => row.startsWith('before'))).toMatch(
      /by guest.*Logical/,
    );
    expect(rows().some(row => /proved.*3 d ago/.test(row))).toBe(true);
    const failed = rows().find(row => row.includes('Failed'));
    expect(failed).toContain('The store does not know these keys.');
    expect(
      table.getByText('kubectl -n shop edit secret store-keys'),
    ).toBeVisible();

    await user.click(panel.getByRole('button', { name: 'Show 6 more' }));
    expect(await table.findAllByRole('row')).toHaveLength(14);
  });

  it('reads single backups on the axis with the arrow keys', async () => {
    const { panel, user } = await show(archived());
    const axis = await panel.findByRole('slider', {
      name: /^8 backups on an axis of time/,
    });
    const newest = axis.getAttribute('aria-valuetext');
    expect(newest).toMatch(
      /^nightly-\d+ · .* · Succeeded · 412 MiB · 30\.0 s$/,
    );
    act(() => axis.focus());
    await user.keyboard('{ArrowLeft}');
    expect(axis.getAttribute('aria-valuetext')).not.toBe(newest);
    await user.keyboard('{End}');
    expect(axis.getAttribute('aria-valuetext')).toBe(newest);

    await user.click(panel.getByRole('radio', { name: 'All' }));
    expect(panel.getByRole('slider', { name: /^13 backups/ })).toBeVisible();
  });

  it('shows schedules, where they lie, and what was brought back', async () => {
    const { panel } = await show(archived());
    const schedules = within(
      await panel.findByRole('region', { name: 'Schedules' }),
    );
    expect(schedules.getByRole('listitem')).toHaveTextContent(
      /nightly30 2 \* \* \* \(Europe\/Berlin\)next .*, in 18 h · last good one 5 h ago · keeps 14 and what is younger than 30d/,
    );
    const places = within(
      panel.getByRole('region', { name: 'Where they lie' }),
    );
    expect(places.getByRole('listitem')).toHaveTextContent(
      /storeReachablebucket backups\/store at .* · usual place · checked 4 min ago/,
    );
    const restores = within(panel.getByRole('region', { name: 'Restores' }));
    expect(restores.getByRole('listitem')).toHaveTextContent(
      /orders-restored from nightly-\d+Restored1 d ago/,
    );
  });

  it('shows a backup on its way with its bytes, and the refusal of a store in its own words', async () => {
    const { panel } = await show(troubled());
    expect(
      await panel.findByRole('progressbar', { name: 'Progress of by-hand' }),
    ).toBeVisible();
    expect(
      panel.getByText('236 MiB of 740 MiB · Its files are sent.'),
    ).toBeVisible();
    const places = within(
      panel.getByRole('region', { name: 'Where they lie' }),
    );
    expect(places.getByRole('listitem')).toHaveTextContent(
      'The store does not let these keys delete in bucket "backups": give them the right to delete objects.',
    );
    expect(panel.getByText('the moment of 1 backup')).toBeVisible();
    expect(
      screen.getByText(/one is being made · the place store can’t be used/),
    ).toBeVisible();
  });

  it('says what a schedule misses and why a restore failed, in the engine’s words', async () => {
    const view = archived();
    const late = 'The firing of 2026-05-01T02:30:00Z waits for nightly-1.';
    const gap = 'It lies in a gap of the archive: choose a moment before it.';
    const { panel } = await show({
      ...view,
      schedules: view.schedules.map(each => ({
        ...each,
        status: { ...each.status, message: late },
      })),
      restores: view.restores.map(each => ({
        ...each,
        status: { ...each.status, phase: 'Failed', message: gap },
      })),
    });
    const saying = async (name: string) =>
      (await panel.findByRole('region', { name })).textContent;
    expect(await saying('Schedules')).toContain(late);
    expect(await saying('Restores')).toContain('Not restored');
    expect(await saying('Restores')).toContain(gap);
  });

  it('says that nothing is scheduled as a hint, and no alarm', async () => {
    const { panel } = await show(
      backupsView({ backups: [backupView('by-hand', 7_200)] }),
    );
    expect(await panel.findByText('none is scheduled')).toBeVisible();
    expect(
      screen.getByText(/the last good one 1 h ago · no backup is scheduled/),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('leads from nothing to the first backup', async () => {
    const { panel } = await show(nothingYet());
    expect(
      await panel.findByRole('heading', { name: 'Nothing is backed up' }),
    ).toBeVisible();
    expect(panel.getByText(/The place store is ready/)).toBeVisible();
    expect(panel.getByRole('button', { name: 'Back up now' })).toBeVisible();
    expect(
      panel.queryByRole('button', { name: 'Restore…' }),
    ).not.toBeInTheDocument();
  });

  it('backs up at a button, and the open page follows to the end', async () => {
    const { api, name, panel, signals, user } = await show(archived());
    const asked = jest.spyOn(api, 'createBackup');
    await user.click(await panel.findByRole('button', { name: 'Back up now' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: `Back up shop/${name}` }),
    );
    await user.click(dialog.getByRole('radio', { name: 'Logical' }));
    await user.type(
      dialog.getByRole('textbox', { name: 'Databases' }),
      'orders, carts',
    );
    const field = dialog.getByRole('textbox', { name: 'Name' });
    await user.clear(field);
    await user.type(field, 'Mine');
    const submit = dialog.getByRole('button', { name: 'Back up' });
    expect(submit).toBeDisabled();
    await user.clear(field);
    await user.type(field, 'mine');
    await user.click(submit);

    expect(await panel.findByText('mine')).toBeVisible();
    expect(asked).toHaveBeenCalledWith(expect.objectContaining({ name }), {
      name: 'mine',
      spec: {
        method: 'Logical',
        locationName: 'store',
        databases: ['orders', 'carts'],
      },
    });
    const rowOf = () => panel.getByText('mine').closest('[role=row]');
    await waitFor(
      () => {
        act(() => signals.announce('shop', name));
        expect(rowOf()).toHaveTextContent('Succeeded');
      },
      { timeout: 20_000, interval: 500 },
    );
  });

  it('says whom to ask when a permission is missing, and asks for nothing', async () => {
    const { api, panel, user } = await show(archived(), {
      forbidden: clusterOperatePermission.name,
    });
    const asked = jest.spyOn(api, 'createBackup');
    await user.click(await panel.findByRole('button', { name: 'Back up now' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'You may not do this',
    });
    expect(dialog).toHaveTextContent(clusterOperatePermission.name);
    expect(asked).not.toHaveBeenCalled();
  });

  it('names the second permission that a restore takes', async () => {
    const { panel, user } = await show(archived(), {
      forbidden: clusterCredentialsPermission.name,
    });
    await user.click(await panel.findByRole('button', { name: 'Restore…' }));
    expect(
      await screen.findByRole('dialog', { name: 'You may not do this' }),
    ).toHaveTextContent(clusterCredentialsPermission.name);
  });

  it('has a backup proved now', async () => {
    const { api, name, panel, user } = await show(
      backupsView({ backups: [backupView('nightly', 3_600)] }),
    );
    const asked = jest.spyOn(api, 'verifyBackup');
    const choose = async () => {
      await user.click(
        await panel.findByRole('button', { name: 'Actions on nightly' }),
      );
      return screen.findAllByRole('menuitem');
    };
    const [, prove] = await choose();
    expect(prove).toHaveTextContent('Prove now…');
    await user.click(prove);
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Prove nightly' }),
    );
    await user.click(dialog.getByRole('button', { name: 'Prove it now' }));
    expect(await panel.findByText('being proved')).toBeVisible();
    expect(asked).toHaveBeenCalledWith(
      expect.objectContaining({ name }),
      'nightly',
    );
    expect((await choose()).map(each => each.textContent)).toEqual([
      'Restore…',
      'Delete…',
    ]);
  });

  it('deletes after the name was typed and it was said whether the data go too', async () => {
    const { api, name, panel, user } = await show(
      backupsView({ backups: [backupView('only-one', 3_600)] }),
    );
    const asked = jest.spyOn(api, 'deleteBackup');
    await user.click(
      await panel.findByRole('button', { name: 'Actions on only-one' }),
    );
    await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Delete only-one' }),
    );
    // Asked first, and chosen by nobody but a person.
    const entry = dialog.getByRole('radio', { name: 'Only the entry' });
    expect(entry).toHaveFocus();
    expect(entry).not.toBeChecked();
    await user.type(
      dialog.getByRole('textbox', { name: 'Type only-one to confirm' }),
      'only-one',
    );
    expect(
      dialog.getByRole('button', { name: 'Delete the entry' }),
    ).toBeDisabled();
    await user.click(entry);
    expect(
      dialog.getByText(/can be restored by their path: shop\/orders/),
    ).toBeVisible();
    await user.click(
      dialog.getByRole('radio', { name: 'The entry and its data' }),
    );
    expect(
      dialog.getByText(`This is the last good backup of shop/${name}.`),
    ).toBeVisible();
    await user.click(
      dialog.getByRole('button', { name: 'Delete with its data' }),
    );
    expect(await panel.findByText('Being deleted')).toBeVisible();
    expect(asked).toHaveBeenCalledWith(
      expect.objectContaining({ name }),
      'only-one',
      { confirm: 'only-one', withData: true },
    );
  });

  it.each([
    [403, 'You may not read shop/orders.', 'You may not see this'],
    [503, 'Kubernetes can’t be reached.', 'The MySQL plugin gives no answer'],
  ])(
    'shows the server’s own sentence when it is %i',
    async (code, said, title) => {
      const { panel } = await show(archived(), {
        prepare: api =>
          jest
            .spyOn(api, 'getBackups')
            .mockRejectedValue(new MysqlHaApiError(code, said)),
      });
      const alert = await panel.findByRole('alert');
      expect(alert).toHaveTextContent(title);
      expect(alert).toHaveTextContent(said);
      expect(
        panel.queryByRole('button', { name: 'Back up now' }),
      ).not.toBeInTheDocument();
    },
  );
});
