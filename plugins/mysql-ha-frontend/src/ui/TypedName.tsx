import { TextField } from '@backstage/ui';
import { useTranslate } from '../translation';

/** Has the name of a thing typed, before something dangerous is done to it. */
export function TypedName(props: {
  /** What must be typed. */
  name: string;
  typed: string;
  /** Whether it is the dialog’s first field. */
  first?: boolean;
  onType: (typed: string) => void;
}) {
  const { name, typed, first = false, onType } = props;
  const t = useTranslate();
  return (
    <TextField
      label={t('actions.typeName', { name })}
      value={typed}
      onChange={onType}
      // A dialog's focus belongs on its first field (ARIA Authoring Practices, Dialog pattern).
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={first}
      autoComplete="off"
      spellCheck="false"
    />
  );
}
