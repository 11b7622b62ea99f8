import { Dialog, DialogHeader } from '@backstage/ui';
import type { ReactNode } from 'react';

/** An open dialog with its title, until somebody closes it. */
export function TitledDialog(props: {
  title: string;
  /** In pixels. */
  width: number;
  /** Whether it can’t be closed now, because nobody has answered yet. */
  held?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, width, held = false, onClose, children } = props;
  return (
    <Dialog
      isOpen
      width={width}
      isDismissable={!held}
      onOpenChange={isOpen => {
        if (!isOpen && !held) onClose();
      }}
    >
      <DialogHeader>{title}</DialogHeader>
      {children}
    </Dialog>
  );
}
