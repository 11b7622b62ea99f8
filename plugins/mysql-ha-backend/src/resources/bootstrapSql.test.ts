import { bootstrapSql } from './bootstrapSql';

const cluster = { namespace: 'shop', name: 'orders-eu' };
const passwords = {
  operator: "it's a \\ password",
  heartbeat: 'beat',
  replication: 'copy',
  clone: 'clone',
  backup: 'backup',
};
const sql = bootstrapSql(cluster, passwords);

describe('bootstrap.sql', () => {
  it('reads well', () => {
    expect(sql).toMatchSnapshot();
  });

  it('quotes passwords for the sql_mode that it sets', () => {
    expect(sql).toContain("BY 'it''s a \\\\ password'");
    expect(sql.indexOf('sql_mode')).toBeLessThan(sql.indexOf('BY '));
  });

  it('has no statement that can fail on an instance that has the users already', () => {
    const statements = sql
      .split('\n')
      .filter(line => line && !line.startsWith('--'));
    for (const statement of statements) {
      expect(statement).toMatch(
        /^(SET SESSION|CREATE USER IF NOT EXISTS|ALTER USER|GRANT) .*;$/,
      );
    }
  });

  it('has no semicolon within a comment, where mysqld would end the statement', () => {
    for (const line of sql.split('\n').filter(text => text.startsWith('--')))
      expect(line).not.toContain(';');
  });

  it('names the application’s schemas without wildcards of its name', () => {
    expect(sql).toContain('GRANT ALL ON `orders\\_eu`.*');
    expect(sql).toContain('GRANT ALL ON `orders\\_eu\\_%`.*');
  });
});
