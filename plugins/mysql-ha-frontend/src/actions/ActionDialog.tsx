import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  TextField,
} from '@backstage/ui';
import { FormEvent, ReactNode, useState } from 'react';
import { useTranslate } from '../translation';

/** What a dialog of an action needs to know. */
export interface ActionDialogProps {
  title: string;
  submit: string;
  destructive?: boolean;
  /** A name that must be typed before the action can be sent. */
  confirmName?: string;
  /** Whether the input is complete. */
  ready?: boolean;
  /** Sends the action; its error is shown in the dialog, which then stays open. */
  onSubmit: (typed: string) => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that says what will happen, asks for the name where it is dangerous, and shows why it failed. */
export function ActionDialog(props: ActionDialogProps) {
  const { confirmName, ready = true, onSubmit, onClose } = props;
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const blocked =
    !ready || (confirmName !== undefined && typed !== confirmName);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (blocked || pending) return;
    setPending(true);
    setFailure(undefined);
    try {
      await onSubmit(typed);
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setPending(false);
    }
  };

  return (
    <Dialog
      isOpen
      width={480}
      isDismissable={!pending}
      onOpenChange={isOpen => {
        if (!isOpen && !pending) onClose();
      }}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <form onSubmit={send}>
        <DialogBody>
          <Flex direction="column" gap="3">
            {props.children}
            {confirmName !== undefined && (
              <TextField
                label={t('actions.typeName', { name: confirmName })}
                value={typed}
                onChange={setTyped}
                // A dialog's focus belongs on its first field (ARIA Authoring Practices, Dialog pattern).
                // eslint-disable-next-line jsx-a11y/no-autofocus
                autoFocus
                autoComplete="off"
                spellCheck="false"
              />
            )}
            {failure !== undefined && (
              <Alert role="alert" status="danger" icon description={failure} />
            )}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button
            type="submit"
            variant="primary"
            destructive={props.destructive}
            isDisabled={blocked}
            isPending={pending}
          >
            {props.submit}
          </Button>
          <Button variant="secondary" isDisabled={pending} onPress={onClose}>
            {t('actions.cancel')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
