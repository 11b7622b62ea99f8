/** Small parts that several cards share. */
export * from './CodeBlock';
export * from './CopyButton';
export * from './DialogForm';
export * from './fitColumns';
export * from './HiddenColumns';
export * from './LockableMenu';
export * from './Panel';
export * from './PlotSlider';
export * from './reading';
export * from './RowMenu';
export * from './RunDialog';
export * from './Said';
export * from './ToneChip';
export * from './toneClass';
export * from './ToneIcon';
export * from './useWidth';
