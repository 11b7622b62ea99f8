import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useTranslate } from '../translation';
import { CopyButton } from '../ui';
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
            <div className={styles.snippet}>
              {/* Long programs scroll, so the keyboard must be able to reach them. */}
              {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <pre tabIndex={0} aria-label={label}>
                <code>{text}</code>
              </pre>
              <div className={styles.copy}>
                <CopyButton
                  text={text}
                  label={t('connection.copyNamed', { name: label })}
                />
              </div>
            </div>
          </TabPanel>
        );
      })}
    </Tabs>
  );
}
