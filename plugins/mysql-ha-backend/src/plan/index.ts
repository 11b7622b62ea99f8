/** What to do: a Recovery becomes a Plan, a list of steps that print well and can be repeated. Pure. */
export * from './planFor';
export * from './Plan';
