/** Accounts, roles and what they may do, with each clause that SHOW CREATE USER knows. */
export const accounts: readonly string[] = [
  "CREATE USER 'clerk'@'10.%' IDENTIFIED BY 'se;cret' REQUIRE SSL WITH MAX_USER_CONNECTIONS 5 COMMENT 'for the till'",
  "CREATE ROLE 'reader'",
  "GRANT SELECT ON shop.* TO 'reader'",
  "GRANT INSERT (name), SELECT ON shop.customers TO 'clerk'@'10.%'",
  "GRANT EXECUTE ON PROCEDURE shop.noop TO 'clerk'@'10.%'",
  "GRANT 'reader' TO 'clerk'@'10.%'",
  "CREATE ROLE 'writer'",
  "GRANT 'reader' TO 'writer' WITH ADMIN OPTION",
  "GRANT INSERT, UPDATE, DELETE ON shop.* TO 'writer' WITH GRANT OPTION",
  `CREATE USER 'o''brien \\\\ söhne'@'%' IDENTIFIED BY 'x' DEFAULT ROLE 'writer'
     WITH MAX_QUERIES_PER_HOUR 100 PASSWORD EXPIRE INTERVAL 90 DAY PASSWORD HISTORY 3 PASSWORD REUSE INTERVAL 7 DAY
     PASSWORD REQUIRE CURRENT FAILED_LOGIN_ATTEMPTS 3 PASSWORD_LOCK_TIME 2 ACCOUNT LOCK ATTRIBUTE '{"team": "till"}'`,
  "GRANT PROXY ON 'clerk'@'10.%' TO 'o''brien \\\\ söhne'@'%'",
  "GRANT BACKUP_ADMIN ON *.* TO 'o''brien \\\\ söhne'@'%' WITH GRANT OPTION",
];
