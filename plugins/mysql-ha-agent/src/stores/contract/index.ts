/** What each store does alike; run by jest on the one in memory and by Playwright on real servers. */
export type { StoreContractCase } from './objectStoreContract';
export { objectStoreContract } from './objectStoreContract';
export { randomBytes, streamOf } from './streams';
