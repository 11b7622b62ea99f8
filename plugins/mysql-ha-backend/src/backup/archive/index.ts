/** How does the binary log get into the store while it grows? One archiver for each cluster that asks for it. */
export { ArchiveBoard } from './ArchiveBoard';
export { ArchiverInquiry } from './ArchiverInquiry';
export { ArchiveReconciler } from './ArchiveReconciler';
export { RetirementReconciler } from './RetirementReconciler';
