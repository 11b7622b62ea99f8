import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { useTranslate } from '../translation';

/** A dialog that asks for something, then follows it to its end. */
export function RunDialog(props: {
  title: string;
  /** In pixels. */
  width: number;
  /** What is asked, until it was accepted. */
  form: ReactNode;
  /** How it goes, from then on. */
  progress?: ReactNode;
  /** Said below it while nobody can read how it goes. */
  unread?: string;
  onClose: () => void;
}) {
  const { title, width, form, progress, unread, onClose } = props;
  const t = useTranslate();
  return (
    <Dialog
      isOpen
      width={width}
      onOpenChange={isOpen => {
        if (!isOpen) onClose();
      }}
    >
      <DialogHeader>{title}</DialogHeader>
      {progress === undefined ? (
        form
      ) : (
        <>
          <DialogBody>
            <Flex direction="column" gap="3">
              {progress}
              {unread !== undefined && (
                <Text as="p" variant="body-small" color="secondary">
                  {unread}
                </Text>
              )}
            </Flex>
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" onPress={onClose}>
              {t('actions.close')}
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  );
}
