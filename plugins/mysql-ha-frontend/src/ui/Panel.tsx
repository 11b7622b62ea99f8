import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import styles from './Panel.module.css';

/** A card that is a landmark with its title as the name. */
export function Panel(props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const titleId = useId();
  return (
    <Card className={styles.panel} role="region" aria-labelledby={titleId}>
      <CardHeader>
        <div className={styles.head}>
          <Text as="h2" variant="body-large" weight="bold" id={titleId}>
            {props.title}
          </Text>
          {props.actions}
        </div>
      </CardHeader>
      <CardBody>{props.children}</CardBody>
    </Card>
  );
}
