import { Flex } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { LiveSource } from '../live';
import { FailureCard } from './FailureCard';
import { LoadingCards } from './LoadingCards';
import { StaleHint } from './StaleHint';

/** Shows a live value, or why there is none; keeps the last one when it can't be read again. */
export function LiveContent<T>(props: {
  source: LiveSource<T>;
  /** What the value is about, for the sentence when it is missing. */
  about: string;
  /** Heights of the placeholders while it loads, in pixels. */
  placeholders: readonly number[];
  children: (value: T) => ReactNode;
}) {
  const { live, refresh } = props.source;
  switch (live.state) {
    case 'loading':
      return <LoadingCards heights={props.placeholders} />;
    case 'failed':
      return (
        <FailureCard error={live.error} about={props.about} onRetry={refresh} />
      );
    case 'ready':
      return (
        <Flex direction="column" gap="4">
          {live.failure !== undefined && (
            <StaleHint
              readAt={live.readAt}
              failure={live.failure}
              onRetry={refresh}
            />
          )}
          {props.children(live.value)}
        </Flex>
      );
    default:
      return live satisfies never;
  }
}
