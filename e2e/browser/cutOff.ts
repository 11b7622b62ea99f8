import type { Page } from '@playwright/test';

/** The columns of tables on a page whose header is not wholly to be seen. */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.getByRole('columnheader').evaluateAll(headers =>
    headers
      .filter(header => {
        const table = header.closest('table, [role=grid]')?.parentElement;
        const edge = table?.getBoundingClientRect().right ?? window.innerWidth;
        const { right } = header.getBoundingClientRect();
        return right > Math.min(edge, window.innerWidth) + 1;
      })
      .map(header => header.textContent ?? ''),
  );
}
