/** How to connect. */
export const connection = {
  title: 'Connect',
  writesHost: 'Host for writes',
  readsHost: 'Host for reads',
  port: 'Port',
  database: 'Database',
  username: 'User',
  secret: 'Secret',
  password:
    'The password is in the Secret, under the key password. It is never shown here.',
  snippets: 'Snippets',
  copyNamed: 'Copy {{name}}',
  copied: 'Copied',
  tab: {
    kubernetes: 'Kubernetes',
    cli: 'mysql CLI',
    node: 'Node',
    python: 'Python',
    go: 'Go',
    java: 'Java',
    laptop: 'Your laptop',
  },
  hint: {
    kubernetes:
      'Put this into your container. The other snippets read these variables.',
    cli: 'Inside a container that has the variables of the Kubernetes tab.',
    node: 'npm install mysql2',
    python: 'pip install mysql-connector-python',
    go: 'go get github.com/go-sql-driver/mysql',
    java: 'com.mysql:mysql-connector-j and com.zaxxer:HikariCP',
    laptop:
      'Needs kubectl and the right to read the Secret. Start it again after a change of primary.',
  },
  forbidden: 'You may not see how to connect',
  forbiddenRemedy:
    'Ask the owner or the platform team for the permission {{permission}} on {{cluster}}.',
} as const;
