import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useTranslate } from '../translation';

/** Why an action isn't this person's, and whom to ask. */
export function ForbiddenDialog(props: {
  cluster: string;
  permission: string;
  onClose: () => void;
}) {
  const { cluster, permission, onClose } = props;
  const t = useTranslate();
  return (
    <Dialog
      isOpen
      width={440}
      onOpenChange={isOpen => {
        if (!isOpen) onClose();
      }}
    >
      <DialogHeader>{t('actions.forbiddenTitle')}</DialogHeader>
      <DialogBody>
        <Text as="p">
          {t('actions.forbiddenText', { cluster, permission })}
        </Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('actions.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
