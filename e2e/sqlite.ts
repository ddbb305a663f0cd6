import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import type { Database, DatabaseServer } from './database.ts'

/** SQLite has no server: each database is a file, and nobody has to show a password. */
export function startSqlite(parent: string): Promise<DatabaseServer> {
  return Promise.resolve({
    name: 'SQLite',
    onNetwork: false,
    create: (name) => {
      const file = join(parent, `${name}.sqlite`)
      const column = (sql: string): Promise<readonly string[]> => Promise.resolve(query(file, sql))
      const database: Database = {
        url: `sqlite://${file}`,
        password: '',
        pause: '',
        column,
        tables: () => column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"),
      }
      return Promise.resolve(database)
    },
  })
}

function query(file: string, sql: string): readonly string[] {
  const database = new DatabaseSync(file)
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => String(Object.values(row)[0]))
  } finally {
    database.close()
  }
}
