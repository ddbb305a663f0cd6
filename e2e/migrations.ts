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
