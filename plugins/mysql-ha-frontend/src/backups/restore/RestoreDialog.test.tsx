import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  BackupsView,
  ClusterKey,
  CreateRestore,
  MysqlHaApiError,
  NewestTransaction,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { archived, backupsView, backupView } from '../../../dev/backups';
import { CannedMysqlHaApi } from '../../../dev/CannedMysqlHaApi';
import { healthy } from '../../../dev/clusters';
import { mysqlHaApiRef } from '../../api';
import { RestoreDialog } from './RestoreDialog';

const KEY = { namespace: 'shop', name: 'orders' };

async function open(
  view: BackupsView,
  options: { backup?: string; prepare?: (api: CannedMysqlHaApi) => void } = {},
) {
  const user = userEvent.setup();
  const api = new CannedMysqlHaApi([healthy()]);
  api.showBackups(KEY, view);
  options.prepare?.(api);
  const asked = jest.spyOn(api, 'createRestore');
  const onDone = jest.fn();
  renderInTestApp(
    <RestoreDialog
      cluster={healthy()}
      view={view}
      backup={options.backup}
      onDone={onDone}
      onClose={jest.fn()}
    />,
    { apis: [[mysqlHaApiRef, api]] },
  );
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Restore shop/orders' }),
  );
  const bodies = (dryRun: boolean): CreateRestore[] =>
    asked.mock.calls
      .map(([body]) => body)
      .filter(body => Boolean(body.dryRun) === dryRun);
  return { api, bodies, dialog, onDone, user };
}

describe('RestoreDialog', () => {
  const view = archived();
  const latest = view.recoverability?.latest ?? '';

  it('begins with the newest moment of the archive, and shows what would be created', async () => {
    const { bodies, dialog } = await open(view);
    const slider = dialog.getByRole('slider', { name: 'Moment to restore' });
    expect(Number(slider.getAttribute('max'))).toBe(Date.parse(latest));
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^\d{4}-\d\d-\d\d .*, \d+ s before now$/),
    );
    expect(
      await dialog.findByRole('group', { name: 'What is created' }),
    ).toHaveTextContent('kind: MySQLRestore');
    expect(bodies(true)[0]).toMatchObject({
      namespace: 'shop',
      spec: {
        source: { clusterName: 'orders' },
        target: { clusterName: 'orders-restored' },
        pointInTime: { time: `${latest.slice(0, 19)}Z` },
      },
    });
    expect(bodies(false)).toEqual([]);
  });

  it('moves by the slider, by steps, and exactly by the field, which all say the same', async () => {
    const { bodies, dialog, user } = await open(view);
    const slider = dialog.getByRole('slider', { name: 'Moment to restore' });
    const hour = 3_600_000;
    const before = Number(slider.getAttribute('max')) - 5 * hour;
    fireEvent.change(slider, { target: { value: String(before) } });
    await user.click(dialog.getByRole('button', { name: '1 h back' }));
    const asISO = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
    await waitFor(() =>
      expect(bodies(true).at(-1)?.spec.pointInTime).toEqual({
        time: asISO(before - hour),
      }),
    );

    const field = dialog.getByRole('textbox', { name: 'Moment' });
    const exact = `${asISO(before - 2 * hour).slice(0, 19)}.250001Z`;
    await user.clear(field);
    await user.type(field, exact);
    await waitFor(() =>
      expect(bodies(true).at(-1)?.spec.pointInTime).toEqual({ time: exact }),
    );
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/, 7 h before now$/),
    );
  });

  it('shows the newest transaction before the moment, anew when it moves', async () => {
    const committed = (second: string) => ({
      gtid: `3e11fa47-71ca-11e1-9e33-c80aa9429562:${second}`,
      committedAt: `2026-05-01T10:00:${second}.000250Z`,
    });
    const tell = jest.fn<Promise<NewestTransaction>, [ClusterKey, string]>();
    tell.mockResolvedValue({
      newest: committed('02'),
      change: committed('02'),
    });
    const { dialog, user } = await open(view, {
      prepare: api => {
        api.getNewestTransaction = tell;
      },
    });
    const shown = await dialog.findByText(committed('02').gtid);
    expect(shown.closest('[role=status]')).toHaveTextContent(
      /^The newest transaction up to it, committed 2026-05-01 \d\d:00:02\.000250:/,
    );
    expect(tell).toHaveBeenCalledTimes(1);
    expect(tell).toHaveBeenCalledWith(
      expect.objectContaining(KEY),
      `${latest.slice(0, 19)}Z`,
    );

    tell.mockResolvedValue({
      newest: committed('09'),
      change: committed('01'),
    });
    const back = dialog.getByRole('button', { name: '1 s back' });
    await user.click(back);
    await user.click(back);
    expect(
      dialog.getByText('Looking for the newest transaction up to it…'),
    ).toBeVisible();
    expect(await dialog.findByText(committed('01').gtid)).toBeVisible();
    expect(
      dialog.getByText(
        /heartbeats of the system, the last one at .*:09.000250/,
      ),
    ).toBeVisible();
    expect(tell.mock.calls.at(-1)?.[1]).toBe(
      `${new Date(Date.parse(latest) - 2_000).toISOString().slice(0, 19)}Z`,
    );
  });

  it.each<[string, () => Promise<NewestTransaction>, RegExp]>([
    ['nothing is archived before it', async () => ({}), /No transaction/],
    [
      'there are only heartbeats',
      async () => ({
        newest: { gtid: 'a:7', committedAt: '2026-05-01T10:00:02.000250Z' },
        lookedBackTo: '2026-05-01T09:48:02.000000Z',
      }),
      /^From 2026-05-01 .*:48:02.000000 on there are only heartbeats.*a:7/,
    ],
    [
      'nobody can tell, without being in the way',
      () =>
        Promise.reject(new MysqlHaApiError(503, 'The archiver does not run.')),
      /can’t be told. The archiver does not run\.$/,
    ],
  ])('says so when %s', async (_, told, words) => {
    const { dialog } = await open(view, {
      prepare: api => {
        api.getNewestTransaction = told;
      },
    });
    await waitFor(() =>
      expect(
        dialog.getAllByRole('status').map(each => each.textContent),
      ).toContainEqual(expect.stringMatching(words)),
    );
    await waitFor(() =>
      expect(dialog.getByRole('button', { name: 'Restore' })).toBeEnabled(),
    );
  });

  it('says which moments there are when one is outside, or in a gap', async () => {
    const gapped: BackupsView = {
      ...view,
      recoverability: {
        ...view.recoverability,
        gaps: [
          {
            from: '2026-05-01T10:00:00Z',
            to: '2026-05-01T11:00:00Z',
            missing: '',
          },
        ],
        earliest: '2026-05-01T00:00:00Z',
      },
    };
    const { dialog, user } = await open(gapped);
    const submit = dialog.getByRole('button', { name: 'Restore' });
    const field = dialog.getByRole('textbox', { name: 'Moment' });
    for (const [written, sentence] of [
      ['2026-04-01T00:00:00Z', /It has to lie between/],
      ['2026-05-01T10:30:00Z', /The archive has a gap from .* to/],
      ['lunch', /Write it as/],
    ] as const) {
      await user.clear(field);
      await user.type(field, written);
      expect(await dialog.findByText(sentence)).toBeVisible();
      expect(submit).toBeDisabled();
    }
  });

  it('takes a backup as it is where there is no archive, of a Logical one single databases', async () => {
    const logical = backupView('dump', 3_600);
    const { bodies, dialog, user } = await open(
      backupsView({
        backups: [
          { ...logical, spec: { ...logical.spec, method: 'Logical' } },
          backupView('files', 7_200),
        ],
      }),
    );
    expect(dialog.queryByRole('slider')).not.toBeInTheDocument();
    await user.type(
      dialog.getByRole('textbox', { name: 'Databases' }),
      'carts',
    );
    await waitFor(() =>
      expect(bodies(true).at(-1)?.spec).toEqual({
        source: { backupName: 'dump' },
        databases: ['carts'],
        target: { clusterName: 'orders-restored' },
      }),
    );
  });

  it('restores the backup that was chosen, and follows it to the end', async () => {
    const { bodies, dialog, onDone, user } = await open(view, {
      backup: 'before-the-migration',
    });
    const field = dialog.getByRole('textbox', {
      name: 'Name of the new cluster',
    });
    await user.clear(field);
    await user.type(field, 'Orders');
    const submit = dialog.getByRole('button', { name: 'Restore' });
    expect(submit).toBeDisabled();
    await user.clear(field);
    await user.type(field, 'orders-2');
    await waitFor(() => expect(submit).toBeEnabled());
    await user.click(submit);

    expect(
      await dialog.findByText('Restored', {}, { timeout: 30_000 }),
    ).toBeVisible();
    expect(onDone).toHaveBeenCalled();
    expect(bodies(false)).toEqual([
      {
        name: expect.stringMatching(/^orders-restore-\d{8}-\d{6}$/),
        namespace: 'shop',
        spec: {
          source: { backupName: 'before-the-migration' },
          target: { clusterName: 'orders-2' },
        },
      },
    ]);
  });

  it('replaces the data of the cluster only after its name was typed', async () => {
    const { bodies, dialog, onDone, user } = await open(view, {
      backup: 'before-the-migration',
    });
    await user.click(
      dialog.getByRole('radio', { name: 'In place of the data of orders' }),
    );
    expect(
      dialog.getByText('The data of shop/orders are replaced'),
    ).toBeVisible();
    // Single ones can’t replace all.
    expect(
      dialog.queryByRole('textbox', { name: 'Databases' }),
    ).not.toBeInTheDocument();
    await dialog.findByText(/kind: MySQLRestore/);
    const submit = dialog.getByRole('button', { name: 'Replace the data' });
    expect(submit).toBeDisabled();
    await user.type(
      dialog.getByRole('textbox', { name: 'Type orders to confirm' }),
      'orders',
    );
    await user.click(submit);
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(bodies(false)).toMatchObject([
      {
        confirm: 'orders',
        spec: { target: { clusterName: 'orders', inPlace: true } },
      },
    ]);
  });

  it('shows why it can’t be done, in the system’s own words', async () => {
    const { dialog } = await open(view, {
      prepare: api =>
        jest
          .spyOn(api, 'createRestore')
          .mockRejectedValue(
            new MysqlHaApiError(
              409,
              'There is a MySQL cluster shop/orders-restored already.',
            ),
          ),
    });
    const alert = await dialog.findByRole('alert');
    expect(alert).toHaveTextContent('This can’t be restored');
    expect(alert).toHaveTextContent('shop/orders-restored already');
    expect(dialog.getByRole('button', { name: 'Restore' })).toBeDisabled();
  });
});
