import { DialogBody, Flex, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { CloseFooter } from './CloseFooter';
import { TitledDialog } from './TitledDialog';

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
  return (
    <TitledDialog title={title} width={width} onClose={onClose}>
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
          <CloseFooter onClose={onClose} />
        </>
      )}
    </TitledDialog>
  );
}
