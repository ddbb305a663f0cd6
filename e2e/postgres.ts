import { join } from 'node:path'

import { outcome, run } from './command.ts'
import type { Database, DatabaseServer } from './database.ts'
import { debianProgram } from './debian.ts'
import { freePort, LOOPBACK } from './loopback.ts'
import { newPassword } from './password.ts'
import { startServer } from './server.ts'
import type { Teardown } from './teardown.ts'
import { folderOfNobody, NOBODY } from './user.ts'

/** Starts PostgreSQL. Whoever connects over TCP has to show a password. */
export async function startPostgres(parent: string, teardown: Teardown): Promise<DatabaseServer> {
  const folder = folderOfNobody(parent, 'postgres')
  const data = join(folder, 'data')
  await run(
    debianProgram('initdb'),
    [
      '--pgdata',
      data,
      '--username=admin',
      '--auth-local=trust',
      '--auth-host=scram-sha-256',
      '--encoding=UTF8',
      '--no-locale',
      '--no-sync',
    ],
    { folder, user: NOBODY },
  )
  const port = await freePort()
  const address = ['--host', folder, '--port', String(port)]
  await startServer(
    {
      name: 'PostgreSQL',
      program: debianProgram('postgres'),
      words: ['-D', data, '-k', folder, '-h', LOOPBACK, '-p', String(port), '-c', 'fsync=off'],
      log: join(parent, 'postgres.log'),
      user: NOBODY,
      // Its "fast" end; on SIGTERM it would wait for everybody who is connected.
      stopSignal: 'SIGINT',
      isReady: async () => (await outcome(debianProgram('pg_isready'), address)).exitCode === 0,
    },
    teardown,
  )

  const query = async (database: string, sql: string): Promise<readonly string[]> => {
    const words = [
      ...address,
      '--username=admin',
      '--no-psqlrc',
      '--tuples-only',
      '--no-align',
      '--command',
      sql,
      database,
    ]
    return (await run(debianProgram('psql'), words)).split('\n').filter(Boolean)
  }
  return {
    name: 'PostgreSQL',
    onNetwork: true,
    create: async (name) => {
      const password = newPassword()
      await query('postgres', `CREATE ROLE "${name}" LOGIN PASSWORD '${password}'`)
      await query('postgres', `CREATE DATABASE "${name}" OWNER "${name}"`)
      const database: Database = {
        url: `postgres://${name}:${encodeURIComponent(password)}@${LOOPBACK}:${port}/${name}?search_path=public&sslmode=disable`,
        password,
        pause: 'SELECT pg_sleep(4);',
        column: (sql) => query(name, sql),
        tables: () => query(name, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`),
      }
      return database
    },
  }
}
