/** Tables of each kind besides the plain one: how they refer to each other, are stored, indexed and cut up. */
export const moreTables: readonly string[] = [
  `CREATE TABLE shop.shapes (
    id SERIAL, g GEOMETRY, p POINT SRID 0, l LINESTRING, y POLYGON SRID 4326, mp MULTIPOINT, ml MULTILINESTRING,
    my MULTIPOLYGON, gc GEOMETRYCOLLECTION NOT NULL SRID 3857, SPATIAL INDEX (gc)
  )`,
  `INSERT INTO shop.shapes SET g=POINT(1e-300, -1e300), p=POINT(0.1, 0.2), l=LINESTRING(POINT(0, 0), POINT(1, 1)),
    y=ST_GeomFromText('POLYGON((0 0, 0 10, 10 10, 0 0), (1 2, 1 3, 2 3, 1 2))', 4326),
    mp=MULTIPOINT(POINT(0, 0), POINT(2, 2)), ml=ST_GeomFromText('MULTILINESTRING((0 0, 1 1), (2 2, 3 3))'),
    my=ST_GeomFromText('MULTIPOLYGON(((0 0, 0 1, 1 1, 0 0)), ((5 5, 5 6, 6 6, 5 5)))'),
    gc=ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(0 0, 1 1))', 3857)`,
  `CREATE TABLE shop.oddities (
    id INT AUTO_INCREMENT PRIMARY KEY, z INT(5) UNSIGNED ZEROFILL, u CHAR(36) DEFAULT (UUID()), j JSON DEFAULT (JSON_ARRAY()),
    changed TIMESTAMP(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), nothing DATETIME,
    n NCHAR(9), tags JSON, price DOUBLE(9,2) UNSIGNED COMMENT 'in €; ''net'' \\\\ "gross"', hidden INT,
    twice INT AS (hidden * 2) STORED UNIQUE, CONSTRAINT \`a check\` CHECK (hidden < 100) NOT ENFORCED,
    INDEX up_down (z ASC, hidden DESC), INDEX beginnings (n(3)), INDEX unseen (changed) INVISIBLE,
    INDEX each_tag ((CAST(tags AS UNSIGNED ARRAY))), UNIQUE ((LOWER(n)))
  ) AUTO_INCREMENT=1000 COMMENT='odd; \\\\ ''things''' ROW_FORMAT=DYNAMIC STATS_PERSISTENT=0`,
  `INSERT /*+ SET_VAR(sql_mode='NO_AUTO_VALUE_ON_ZERO') */ INTO shop.oddities (id, z, nothing, n, tags, price, hidden)
    VALUES (0, 7, '0000-00-00 00:00:00', 'Ä', '[1, 2, 3]', 12.5, 101), (5, 12345, '2026-00-00', '', '[]', 0, -3)`,
  "ALTER TABLE shop.oddities ADD COLUMN at_once VARCHAR(20) DEFAULT 'added', ALGORITHM=INSTANT",
  "INSERT INTO shop.oddities (n, hidden) VALUES ('later', 1)",
  'CREATE TABLE shop.nodes (a INT, b INT, parent_a INT, parent_b INT, PRIMARY KEY (a, b), FOREIGN KEY (parent_a, parent_b) REFERENCES shop.nodes (a, b) ON UPDATE RESTRICT)',
  'INSERT INTO shop.nodes VALUES (1, 1, NULL, NULL), (1, 2, 1, 1)',
  'CREATE TABLE shop.hens (id INT PRIMARY KEY, egg INT)',
  'CREATE TABLE shop.eggs (id INT PRIMARY KEY, hen INT, CONSTRAINT laid_by FOREIGN KEY (hen) REFERENCES shop.hens (id) ON DELETE SET NULL ON UPDATE CASCADE)',
  'ALTER TABLE shop.hens ADD CONSTRAINT hatched_from FOREIGN KEY (egg) REFERENCES shop.eggs (id)',
  'INSERT INTO shop.hens VALUES (1, NULL)',
  'INSERT INTO shop.eggs VALUES (1, 1)',
  'UPDATE shop.hens SET egg = 1',
  'CREATE TABLE `näh-``maschine`.stitches (id INT PRIMARY KEY, customer INT, FOREIGN KEY (customer) REFERENCES shop.customers (id))',
  'INSERT INTO `näh-``maschine`.stitches VALUES (1, 2)',
  'CREATE TABLE shop.keyless (v VARCHAR(10))',
  "INSERT INTO shop.keyless VALUES ('twice'), ('twice'), (NULL)",
  `CREATE TABLE shop.regions (id INT, country CHAR(2), at DATETIME NOT NULL, PRIMARY KEY (id, country, at))
    PARTITION BY RANGE COLUMNS (at) SUBPARTITION BY KEY (id) SUBPARTITIONS 2
    (PARTITION p0 VALUES LESS THAN ('2020-01-01'), PARTITION p1 VALUES LESS THAN (MAXVALUE))`,
  "INSERT INTO shop.regions VALUES (1, 'de', '2019-12-31 23:59:59'), (2, 'fr', '2020-01-01')",
  `CREATE TABLE shop.countries (id INT, country CHAR(2), PRIMARY KEY (id, country)) PARTITION BY LIST COLUMNS (country)
    (PARTITION eu VALUES IN ('de', 'fr'), PARTITION others VALUES IN ('jp', 'br'))`,
  "INSERT INTO shop.countries VALUES (1, 'fr'), (2, 'jp')",
  'CREATE TRIGGER shop.before_order BEFORE INSERT ON shop.orders FOR EACH ROW SET NEW.placed = COALESCE(NEW.placed, NOW(6))',
  'CREATE TRIGGER shop.first_of_all BEFORE INSERT ON shop.orders FOR EACH ROW PRECEDES before_order SET @seen = NEW.id',
  'CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW shop.cheap AS SELECT id, price FROM shop.oddities WHERE price < 100 WITH CASCADED CHECK OPTION',
];
