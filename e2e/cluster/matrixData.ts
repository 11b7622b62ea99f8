import { type Fingerprint, databasesOf } from '../backup/fingerprint';
import type { DatabaseUnderTest } from './DatabaseUnderTest';

/** What an application may make in its own database, of each kind something. */
const data: readonly string[] = [
  `CREATE TABLE customers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100) NOT NULL, likes JSON, home POINT NOT NULL SRID 4326,
     loud VARCHAR(100) AS (UPPER(name)) STORED, SPATIAL INDEX (home), INDEX ((CAST(likes AS UNSIGNED ARRAY))))`,
  `INSERT INTO customers (name, likes, home) VALUES ('Ada 👩‍💻', '[1, 2]', ST_SRID(POINT(13.4, 52.5), 4326)),
     ('Grüße, 語', NULL, ST_SRID(POINT(0, 0), 4326))`,
  `CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, customer INT NOT NULL, total DECIMAL(12,4), placed DATETIME(6),
     FOREIGN KEY (customer) REFERENCES customers (id))`,
  // With its own numbers: those that InnoDB takes in stock for a SELECT it forgets when it restarts.
  `INSERT INTO orders (id, customer, total, placed)
     WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 900)
     SELECT i, 1 + i % 2, i / 7, '2026-05-01' + INTERVAL i SECOND FROM n`,
  `CREATE TABLE moments (id INT, at DATE, PRIMARY KEY (id, at)) PARTITION BY RANGE (YEAR(at))
     (PARTITION old VALUES LESS THAN (2020), PARTITION rest VALUES LESS THAN MAXVALUE)`,
  "INSERT INTO moments VALUES (1, '2019-05-05'), (2, '2040-12-31')",
  'CREATE TABLE files (id INT PRIMARY KEY, body LONGBLOB)',
  "INSERT INTO files VALUES (1, REPEAT(RANDOM_BYTES(1000), 8000)), (2, UNHEX('00FF0A0D1A5C2722'))",
  'CREATE VIEW busy AS SELECT c.name, COUNT(*) AS n FROM customers c JOIN orders o ON o.customer = c.id GROUP BY c.id',
];

/** Fills a cluster’s database as its application would. @returns what is in it then */
export function fill(database: DatabaseUnderTest): Promise<Fingerprint> {
  return database.asApplication(async connection => {
    for (const statement of data) await connection.query(statement);
    return databasesOf(connection);
  });
}

/** What the application finds with the login of its Secret; it can write there too. */
export function found(database: DatabaseUnderTest): Promise<Fingerprint> {
  return database.asApplication(async connection => {
    const seen = await databasesOf(connection);
    await connection.query("INSERT INTO files VALUES (3, 'written after')");
    return seen;
  });
}
