/** The little of MySQL's protocol that a fake server speaks: https://dev.mysql.com/doc/dev/mysql-server/latest/PAGE_PROTOCOL.html */

/** LONG_PASSWORD, CONNECT_WITH_DB, PROTOCOL_41, SSL, TRANSACTIONS, SECURE_CONNECTION, PLUGIN_AUTH. */
const CAPABILITIES = 0x1 | 0x8 | 0x200 | 0x800 | 0x2000 | 0x8000 | 0x80000;
const UTF8MB4 = 45;
const AUTOCOMMIT = 2;
const SALT = Buffer.alloc(20, 'x');

/** Types of columns: BIGINT, JSON, VARCHAR. */
const TYPE = { number: 8, json: 245, text: 253 } as const;

/** A value of a row; objects are told as JSON. */
export type Value = number | string | object | null;

/** A payload with its header. */
export function packet(sequence: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUIntLE(payload.length, 0, 3);
  header.writeUInt8(sequence % 256, 3);
  return Buffer.concat([header, payload]);
}

/** What a server says first. */
export function greeting(connectionId: number): Buffer {
  const numbers = Buffer.alloc(4);
  numbers.writeUInt32LE(connectionId);
  const flags = Buffer.alloc(18);
  flags.writeUInt16LE(CAPABILITIES % 0x10000, 0);
  flags.writeUInt8(UTF8MB4, 2);
  flags.writeUInt16LE(AUTOCOMMIT, 3);
  flags.writeUInt16LE(Math.floor(CAPABILITIES / 0x10000), 5);
  flags.writeUInt8(SALT.length + 1, 7);
  return packet(
    0,
    Buffer.concat([
      Buffer.from('\x0a9.7.4-fake\0', 'latin1'),
      numbers,
      SALT.subarray(0, 8),
      Buffer.from([0]),
      flags,
      SALT.subarray(8),
      Buffer.from('\0mysql_native_password\0', 'latin1'),
    ]),
  );
}

/** “Done”, with so many rows changed. */
export function ok(sequence: number, changed = 0): Buffer {
  return packet(sequence, Buffer.from([0, changed, 0, AUTOCOMMIT, 0, 0, 0]));
}

/** Rows, all with the columns of the first. */
export function rows(
  columns: readonly string[],
  values: readonly (readonly Value[])[],
): Buffer {
  let sequence = 1;
  const next = (payload: Buffer) => packet(sequence++, payload);
  const end = () => next(Buffer.from([0xfe, 0, 0, AUTOCOMMIT, 0]));
  return Buffer.concat([
    next(Buffer.from([columns.length])),
    ...columns.map((name, column) =>
      next(definition(name, values[0]?.[column] ?? null)),
    ),
    end(),
    ...values.map(row => next(Buffer.concat(row.map(cell)))),
    end(),
  ]);
}

function definition(name: string, sample: Value): Buffer {
  const fixed = Buffer.alloc(13);
  fixed.writeUInt8(0x0c, 0);
  fixed.writeUInt16LE(UTF8MB4, 1);
  fixed.writeUInt32LE(1024, 3);
  fixed.writeUInt8(typeOf(sample), 7);
  return Buffer.concat([
    lengthEncoded('def'),
    ...['', '', '', name, name].map(lengthEncoded),
    fixed,
  ]);
}

function typeOf(sample: Value): number {
  if (typeof sample === 'number') return TYPE.number;
  return typeof sample === 'object' && sample !== null ? TYPE.json : TYPE.text;
}

function cell(value: Value): Buffer {
  if (value === null) return Buffer.from([0xfb]);
  return lengthEncoded(
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  );
}

function lengthEncoded(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length < 0xfb) {
    return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  }
  const length = Buffer.from([0xfc, 0, 0]);
  length.writeUInt16LE(bytes.length, 1);
  return Buffer.concat([length, bytes]);
}
