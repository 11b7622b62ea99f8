/** HikariCP over Connector/J. */
export function java(): string {
  return `import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

public class Main {
  public static void main(String[] args) throws Exception {
    var env = System.getenv();
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:mysql://" + env.get("MYSQL_HOST") + ":" + env.get("MYSQL_PORT")
        + "/" + env.get("MYSQL_DATABASE")
        + "?sslMode=REQUIRED&connectTimeout=2000"); // so that a failover is noticed soon
    config.setUsername(env.get("MYSQL_USER"));
    config.setPassword(env.get("MYSQL_PASSWORD"));

    try (var pool = new HikariDataSource(config);
        var connection = pool.getConnection();
        var result = connection.createStatement().executeQuery("SELECT CURRENT_USER()")) {
      result.next();
      System.out.println(result.getString(1));
    }
  }
}
`;
}
