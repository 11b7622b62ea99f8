/** The pods, in every version that clusters may still have. */
export * from './PodTemplate';
export * from './versions';
