/** The one cluster of a simulation. */
export const KEY = { namespace: 'shop', name: 'orders' } as const;
