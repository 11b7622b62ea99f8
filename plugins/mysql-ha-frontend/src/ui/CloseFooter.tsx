import { Button, DialogFooter } from '@backstage/ui';
import { useTranslate } from '../translation';

/** The way out of a dialog that asks nothing. */
export function CloseFooter(props: { onClose: () => void }) {
  const t = useTranslate();
  return (
    <DialogFooter>
      <Button variant="secondary" onPress={props.onClose}>
        {t('actions.close')}
      </Button>
    </DialogFooter>
  );
}
