import { DialogBody, Text } from '@backstage/ui';
import { useTranslate } from '../translation';
import { CloseFooter } from './CloseFooter';
import { TitledDialog } from './TitledDialog';

/** Why an action isn't this person's, and whom to ask. */
export function ForbiddenDialog(props: {
  cluster: string;
  permission: string;
  onClose: () => void;
}) {
  const { cluster, permission, onClose } = props;
  const t = useTranslate();
  return (
    <TitledDialog
      title={t('actions.forbiddenTitle')}
      width={440}
      onClose={onClose}
    >
      <DialogBody>
        <Text as="p">
          {t('actions.forbiddenText', { cluster, permission })}
        </Text>
      </DialogBody>
      <CloseFooter onClose={onClose} />
    </TitledDialog>
  );
}
