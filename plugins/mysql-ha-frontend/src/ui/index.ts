/** Small parts that several cards share. */
export * from './CopyButton';
export * from './Panel';
export * from './ToneChip';
export * from './toneClass';
export * from './ToneIcon';
export * from './useWidth';
