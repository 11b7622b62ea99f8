/** How long members may take to hold the primary's set, in seconds. */
export const PROOF_SECONDS = 10;
