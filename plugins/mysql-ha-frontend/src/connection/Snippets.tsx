import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useTranslate } from '../translation';
import { CodeBlock } from '../ui';
import styles from './Connection.module.css';
import { SnippetName, SNIPPETS, Target } from './snippets';

const NAMES: readonly SnippetName[] = [
  'kubernetes',
  'cli',
  'node',
  'python',
  'go',
  'java',
  'laptop',
];

/** One tab for each way to connect. */
export function Snippets(props: Target) {
  const t = useTranslate();
  return (
    <Tabs>
      <TabList aria-label={t('connection.snippets')}>
        {NAMES.map(name => (
          <Tab key={name} id={name}>
            {t(`connection.tab.${name}`)}
          </Tab>
        ))}
      </TabList>
      {NAMES.map(name => {
        const text = SNIPPETS[name](props);
        const label = t(`connection.tab.${name}`);
        return (
          <TabPanel key={name} id={name}>
            <p className={styles.hint}>{t(`connection.hint.${name}`)}</p>
            <CodeBlock
              text={text}
              label={label}
              copy={t('connection.copyNamed', { name: label })}
              maxHeight="22rem"
            />
          </TabPanel>
        );
      })}
    </Tabs>
  );
}
