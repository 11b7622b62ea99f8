/** The mysql client. The password goes through the environment, where other processes' `ps` can't see it. */
export function cli(): string {
  return `MYSQL_PWD="$MYSQL_PASSWORD" mysql \\
  --host="$MYSQL_HOST" --port="$MYSQL_PORT" --user="$MYSQL_USER" \\
  --ssl-mode=REQUIRED "$MYSQL_DATABASE"
`;
}
