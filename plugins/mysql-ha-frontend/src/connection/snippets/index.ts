/** Copy-ready programs that connect. Pure text: each reads what the Secret holds, none holds a password. */
export * from './snippets';
export * from './Target';
