/** A file of a migrations folder. */
export interface Migration {
  readonly version: string
  readonly name: string
  readonly sql: string
}

/** The first: without it the app cannot live. */
export const CREATE_USERS: Migration = {
  version: '20240101000000',
  name: 'create_users',
  sql: 'CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(100));',
}

/** Applied twice, it leaves two rows. */
export const ADD_ROOT_USER: Migration = {
  version: '20240102000000',
  name: 'add_root_user',
  sql: "INSERT INTO users (id, name) SELECT COUNT(*), 'root' FROM users;",
}

/** It names a table that is not there. */
export const BROKEN: Migration = {
  version: '20240103000000',
  name: 'add_email',
  sql: 'ALTER TABLE customers ADD COLUMN email VARCHAR(100);',
}

/** The same file as it was meant. */
export const MENDED: Migration = { ...BROKEN, sql: 'ALTER TABLE users ADD COLUMN email VARCHAR(100);' }

/** The same file with a statement before its own. */
export function behind(statement: string, migration: Migration): Migration {
  return { ...migration, sql: `${statement}\n${migration.sql}` }
}

/** So slow, on any engine, that another one comes meanwhile: it counts ten million rows, or more where that is quick. */
export function slow(digits = 7): Migration {
  const tables = Array.from({ length: digits }, (_, index) => `digits d${index}`).join(', ')
  return {
    version: '20240104000000',
    name: 'count',
    sql: `CREATE TABLE digits (d INT);
INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
CREATE TABLE counted (n BIGINT);
INSERT INTO counted SELECT COUNT(*) FROM ${tables};`,
  }
}
