import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useTranslate } from '../translation';
import { copyText } from './copyText';

const SHOWN_MS = 2_000;

/** Copies a text and says so. */
export function CopyButton(props: { text: string; label: string }) {
  const t = useTranslate();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const label = copied ? t('connection.copied') : props.label;
  return (
    <TooltipTrigger delay={300}>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={label}
        icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={async () => setCopied(await copyText(props.text))}
      />
      <Tooltip>{label}</Tooltip>
    </TooltipTrigger>
  );
}
