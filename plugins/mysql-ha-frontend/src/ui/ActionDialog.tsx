import { ReactNode, useState } from 'react';
import { DialogForm } from './DialogForm';
import { TitledDialog } from './TitledDialog';
import { TypedName } from './TypedName';

/** What a dialog of an action needs to know. */
export interface ActionDialogProps {
  title: string;
  submit: string;
  destructive?: boolean;
  /** A name that must be typed before the action can be sent. */
  confirmName?: string;
  /** Whether the children ask for something too, which comes before the name. */
  asksFirst?: boolean;
  /** Whether the input is complete. */
  ready?: boolean;
  /** Sends the action; its error is shown in the dialog, which then stays open. */
  onSubmit: (typed: string) => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that says what will happen, asks for the name where it is dangerous, and shows why it failed. */
export function ActionDialog(props: ActionDialogProps) {
  const { confirmName, asksFirst = false, ready = true } = props;
  const { onSubmit, onClose } = props;
  const [typed, setTyped] = useState('');
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const blocked =
    !ready || (confirmName !== undefined && typed !== confirmName);

  const send = async () => {
    setPending(true);
    setFailure(undefined);
    try {
      await onSubmit(typed);
      onClose();
    } catch (error) {
      setFailure(error);
      setPending(false);
    }
  };

  return (
    <TitledDialog
      title={props.title}
      width={480}
      held={pending}
      onClose={onClose}
    >
      <DialogForm
        submit={props.submit}
        destructive={props.destructive}
        blocked={blocked}
        pending={pending}
        failure={failure}
        onSubmit={send}
        onClose={onClose}
      >
        {props.children}
        {confirmName !== undefined && (
          <TypedName
            name={confirmName}
            typed={typed}
            first={!asksFirst}
            onType={setTyped}
          />
        )}
      </DialogForm>
    </TitledDialog>
  );
}
