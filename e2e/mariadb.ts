import { join } from 'node:path'

import { outcome, run } from './command.ts'
import type { Database, DatabaseServer } from './database.ts'
import { debianProgram } from './debian.ts'
import { freePort, LOOPBACK } from './loopback.ts'
import { newPassword } from './password.ts'
import { startServer } from './server.ts'
import type { Teardown } from './teardown.ts'
import { folderOfNobody, NOBODY } from './user.ts'

/** Starts MariaDB. Its administrator is known by the socket; everybody else has to show a password. */
export async function startMariadb(parent: string, teardown: Teardown): Promise<DatabaseServer> {
  const folder = folderOfNobody(parent, 'mariadb')
  const data = join(folder, 'data')
  const socket = join(folder, 'socket')
  await run(
    debianProgram('mariadb-install-db'),
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { folder, user: NOBODY },
  )
  const port = await freePort()
  const client = ['--no-defaults', `--socket=${socket}`, '--user=root', '--skip-column-names', '--batch', '--raw']
  await startServer(
    {
      name: 'MariaDB',
      program: debianProgram('mariadbd'),
      words: [
        '--no-defaults',
        `--datadir=${data}`,
        `--socket=${socket}`,
        `--pid-file=${join(folder, 'pid')}`,
        `--bind-address=${LOOPBACK}`,
        `--port=${port}`,
        '--innodb-flush-log-at-trx-commit=0',
      ],
      log: join(parent, 'mariadb.log'),
      user: NOBODY,
      isReady: async () => (await outcome(debianProgram('mariadb'), [...client, '--execute=SELECT 1'])).exitCode === 0,
    },
    teardown,
  )

  const query = async (database: string, sql: string): Promise<readonly string[]> => {
    const output = await run(debianProgram('mariadb'), [...client, `--execute=${sql}`, database])
    return output.split('\n').filter(Boolean)
  }
  return {
    name: 'MariaDB',
    onNetwork: true,
    create: async (name) => {
      const password = newPassword()
      await query('mysql', `CREATE DATABASE \`${name}\``)
      await query('mysql', `CREATE USER \`${name}\`@'${LOOPBACK}' IDENTIFIED BY '${password}'`)
      await query('mysql', `GRANT ALL ON \`${name}\`.* TO \`${name}\`@'${LOOPBACK}'`)
      const database: Database = {
        url: `maria://${name}:${encodeURIComponent(password)}@${LOOPBACK}:${port}/${name}`,
        password,
        pause: 'SELECT SLEEP(4);',
        column: (sql) => query(name, sql),
        tables: () => query(name, 'SHOW TABLES'),
      }
      return database
    },
  }
}
