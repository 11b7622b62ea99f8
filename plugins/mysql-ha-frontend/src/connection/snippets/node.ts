/** mysql2. The certificate is MySQL's own, so it can't be checked against a public authority. */
export function node(): string {
  return `import { createPool } from 'mysql2/promise';

const pool = createPool({
  host: process.env.MYSQL_HOST,
  port: Number(process.env.MYSQL_PORT),
  database: process.env.MYSQL_DATABASE,
  user: process.env.MYSQL_USER,
  password: process.env.MYSQL_PASSWORD,
  ssl: { rejectUnauthorized: false }, // encrypted; the certificate is MySQL's own
  connectTimeout: 2000, // so that a failover is noticed soon
  enableKeepAlive: true,
});

const [rows] = await pool.query('SELECT CURRENT_USER() AS user');
console.log(rows);
`;
}
