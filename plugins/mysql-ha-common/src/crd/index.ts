/** What is generated from the schemas: the CustomResourceDefinitions and the reference pages. */
export * from './customResourceDefinition';
export * from './referencePage';
export * from './resourceKinds';
