import { Checkbox, Select, Text, TextField } from '@backstage/ui';
import type {
  ClusterView,
  CreateOperation,
  OperationType,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useState } from 'react';
import { useTranslate } from '../translation';
import { DialogForm, TypedName } from '../ui';
import { choosesPrimary, isDangerous } from './operationsFor';
import { Preview } from './Preview';
import { usePreview } from './usePreview';

const BEST = 'best';

/** What is to be done, what would happen, and the consent. */
export function OperationForm(props: {
  cluster: ClusterView;
  type: OperationType;
  instance?: string;
  pending: boolean;
  failure?: unknown;
  onSubmit: (body: CreateOperation) => void;
  onClose: () => void;
}) {
  const { cluster, type, instance, pending, failure } = props;
  const t = useTranslate();
  const [successor, setSuccessor] = useState(BEST);
  const [force, setForce] = useState(false);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const target = instance ?? (successor === BEST ? undefined : successor);
  const preview = usePreview(cluster, type, target, force);
  const confirm = isDangerous(type);
  const given = reason.trim();
  const blocked =
    !preview.feasible ||
    (force && given === '') ||
    (confirm && typed !== cluster.name);

  const send = () =>
    props.onSubmit({
      type,
      target,
      force,
      reason: given === '' ? undefined : given,
    });

  return (
    <DialogForm
      submit={t(`operations.${type}.submit`)}
      destructive={confirm}
      blocked={blocked}
      pending={pending}
      failure={failure}
      onSubmit={send}
      onClose={props.onClose}
    >
      <Text as="p">{t(`operations.${type}.text`)}</Text>
      {instance === undefined && choosesPrimary(type) && (
        <Successor
          cluster={cluster}
          value={successor}
          onChange={setSuccessor}
        />
      )}
      {type === 'Failover' && (
        <Checkbox isSelected={force} onChange={setForce}>
          {t('operations.force')}
        </Checkbox>
      )}
      <Preview
        run={preview.run}
        askedAt={preview.askedAt}
        onRetry={preview.ask}
      />
      <TextField
        label={t(force ? 'operations.reasonNeeded' : 'operations.reason')}
        description={t('operations.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        isRequired={force}
      />
      {confirm && (
        <TypedName name={cluster.name} typed={typed} onType={setTyped} />
      )}
    </DialogForm>
  );
}

/** Who shall lead: one of those that don't, or whom the system finds best. */
function Successor(props: {
  cluster: ClusterView;
  value: string;
  onChange: (value: string) => void;
}) {
  const { status } = props.cluster;
  const t = useTranslate();
  const candidates = (status.instances ?? []).filter(
    ({ name }) => name !== status.primary,
  );
  return (
    <Select
      label={t('operations.successor')}
      selectedKey={props.value}
      onSelectionChange={key => props.onChange(String(key ?? BEST))}
      options={[
        { value: BEST, label: t('operations.best') },
        ...candidates.map(({ name, state }) => ({
          value: name,
          label: `${name} · ${t(`status.state.${state}`)}`,
        })),
      ]}
    />
  );
}
