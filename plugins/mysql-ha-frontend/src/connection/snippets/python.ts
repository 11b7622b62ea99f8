/** MySQL Connector/Python. It uses TLS whenever the server offers it. */
export function python(): string {
  return `import os
import mysql.connector

connection = mysql.connector.connect(
    host=os.environ["MYSQL_HOST"],
    port=int(os.environ["MYSQL_PORT"]),
    database=os.environ["MYSQL_DATABASE"],
    user=os.environ["MYSQL_USER"],
    password=os.environ["MYSQL_PASSWORD"],
    connection_timeout=2,  # so that a failover is noticed soon
)
with connection.cursor() as cursor:
    cursor.execute("SELECT CURRENT_USER()")
    print(cursor.fetchone())
`;
}
