import { Alert, Button, DialogBody, DialogFooter, Flex } from '@backstage/ui';
import type { FormEvent, ReactNode } from 'react';
import { useTranslate } from '../translation';
import { messageOf } from '../words';

/** What a dialog asks, why it could not be done, and the two ways out. */
export function DialogForm(props: {
  submit: string;
  destructive?: boolean;
  /** Whether it can’t be sent as it is. */
  blocked: boolean;
  /** Whether it was sent, and nobody answered yet. */
  pending: boolean;
  /** Why it could not be done. */
  failure?: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { blocked, pending, failure } = props;
  const t = useTranslate();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!blocked && !pending) props.onSubmit();
  };
  return (
    <form onSubmit={send}>
      <DialogBody>
        <Flex direction="column" gap="3">
          {props.children}
          {failure !== undefined && (
            <Alert
              role="alert"
              status="danger"
              icon
              description={messageOf(failure)}
            />
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
        <Button
          variant="secondary"
          isDisabled={pending}
          onPress={props.onClose}
        >
          {t('actions.cancel')}
        </Button>
      </DialogFooter>
    </form>
  );
}
