import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslate } from '../translation';

/** Placeholders of the size of what comes. */
export function LoadingCards(props: { heights: readonly number[] }) {
  const t = useTranslate();
  return (
    <Flex direction="column" gap="4" role="status">
      <VisuallyHidden>{t('states.loading')}</VisuallyHidden>
      {props.heights.map((height, index) => (
        <Skeleton key={index} width="100%" height={height} aria-hidden />
      ))}
    </Flex>
  );
}
