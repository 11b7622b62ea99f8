/**
 * What a person asks for. The CRD, the TypeScript types and the reference page all come from these schemas; a rule that a
 * schema can state is stated here, with CEL where it spans fields (`x-kubernetes-validations`, carried through `.meta()`).
 */
export * from './clusterSpec';
export * from './topology';
