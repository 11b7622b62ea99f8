import { expect, type Locator, type Page } from '@playwright/test';

/** What a person types and chooses. */
export interface Wishes {
  readonly name: string;
  readonly namespace: string;
  readonly description: string;
}

/** The pages of the form. */
export type FormPage = 'purpose' | 'size' | 'safety' | 'version';

/**
 * Fills in the template “Highly available MySQL” as far as its review.
 * @param onFilled - called when a page of the form is filled in, before the next one is opened
 */
export async function fillInTemplate(
  page: Page,
  wishes: Wishes,
  onFilled: (formPage: FormPage) => Promise<void> = async () => {},
) {
  await page.goto('/create');
  await card(page, 'Highly available MySQL')
    .getByRole('button', { name: 'Choose' })
    .click();
  await field(page, 'Name').fill(wishes.name);
  await field(page, 'Kubernetes namespace').fill(wishes.namespace);
  await choose(page, 'Owner', 'Shop team');
  await choose(page, 'System', 'Shop');
  await field(page, 'Description').fill(wishes.description);
  await onFilled('purpose');
  await next(page);
  await page.getByRole('radio', { name: /^Small/ }).check();
  await field(page, 'Storage of each instance').fill('1Gi');
  await onFilled('size');
  await next(page);
  await page.getByRole('radio', { name: /SemiSync/ }).check();
  await expect(page.getByRole('spinbutton', { name: 'Instances' })).toHaveValue(
    '3',
  );
  await onFilled('safety');
  await next(page);
  await onFilled('version');
  await next(page);
  await page.getByRole('button', { name: 'Review' }).click();
}

/** The innermost box around the template's name that has a button too. */
function card(page: Page, template: string): Locator {
  return page
    .locator('div')
    .filter({ has: page.getByRole('heading', { name: template }) })
    .filter({ has: page.getByRole('button', { name: 'Choose' }) })
    .last();
}

async function next(page: Page) {
  await page.getByRole('button', { name: 'Next' }).click();
}

function field(page: Page, label: string): Locator {
  return page.getByRole('textbox', { name: label, exact: true });
}

async function choose(page: Page, label: string, option: string) {
  await field(page, label).fill(option);
  await page.getByRole('option', { name: option }).first().click();
}
