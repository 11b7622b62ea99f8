import { expect, type Locator, type Page } from '@playwright/test';

/** What a page shows of one cluster, by the words that a person, or a screen reader, finds. */
export class ClusterPage {
  constructor(readonly page: Page, private readonly cluster: string) {}

  /** The card that says how the database is. */
  get overview(): Locator {
    return this.page.getByRole('region', { name: `MySQL ${this.cluster}` });
  }

  /** Its first word: `Healthy`, `Being created`. */
  get headline(): Locator {
    return this.overview.getByRole('heading', { level: 2 });
  }

  get actions(): Locator {
    return this.overview.getByRole('button', { name: 'Actions', exact: true });
  }

  /** Opens the dialog of an operation on the cluster, by its menu, or on an instance, by the instance's. */
  async openOperation(item: string, instance?: string): Promise<Locator> {
    const menu =
      instance === undefined
        ? this.actions
        : this.page.getByRole('button', { name: `Actions on ${instance}` });
    await menu.click();
    await this.page.getByRole('menuitem', { name: `${item}…` }).click();
    return this.page.getByRole('dialog', {
      name: `${item} ${instance ?? this.cluster}`,
    });
  }

  /** One of the other cards: Topology, Incidents, Connect, Events. */
  card(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** The topology in sentences, one for each instance. */
  get instances(): Locator {
    return this.card('Topology').getByRole('listitem');
  }

  /** The name of the one instance that is shown as the primary and works. */
  async primary(): Promise<string> {
    const sentence = this.instances.filter({
      hasText: /is the primary: Healthy/,
    });
    await expect(sentence).toHaveCount(1);
    return (await sentence.innerText()).split(' ')[0];
  }

  /** Waits until the card says that all is well. */
  async untilHealthy(seconds: number): Promise<void> {
    await expect(this.headline).toHaveText('Healthy', {
      timeout: seconds * 1000,
    });
  }
}
