import { chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { run } from './command.ts'
import { withPort, type Database } from './database.ts'
import { debianProgram } from './debian.ts'
import { freePort, isOpen, LOOPBACK } from './loopback.ts'
import { startServer } from './server.ts'
import type { Teardown } from './teardown.ts'
import { folderOfNobody, NOBODY } from './user.ts'

const CLIENTS = 3

/**
 * Starts PgBouncer in transaction mode before a database, and gives the URL that leads through it. It hands out its
 * connections in turn, as it does by itself when it has many clients.
 */
export async function startPgBouncer(database: Database, parent: string, teardown: Teardown): Promise<string> {
  const folder = folderOfNobody(parent, 'pgbouncer')
  const { username, port: behind } = new URL(database.url)
  const port = await freePort()
  const users = join(folder, 'users.txt')
  const configuration = join(folder, 'pgbouncer.ini')
  write(users, `"${username}" "${database.password.replaceAll('"', '""')}"\n`)
  write(
    configuration,
    `[databases]
* = host=${LOOPBACK} port=${behind}
[pgbouncer]
listen_addr = ${LOOPBACK}
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${users}
pool_mode = transaction
server_round_robin = 1
ignore_startup_parameters = search_path, extra_float_digits
`,
  )
  await startServer(
    {
      name: 'PgBouncer',
      program: debianProgram('pgbouncer'),
      words: [configuration],
      log: join(parent, 'pgbouncer.log'),
      user: NOBODY,
      isReady: () => isOpen(port),
    },
    teardown,
  )
  await openConnections(port, database)
  return withPort(database, port)
}

/** Has it open as many connections as there are clients at once, so that there are some to hand out in turn. */
async function openConnections(port: number, { url, password }: Database): Promise<void> {
  const { username, pathname } = new URL(url)
  const address = ['--host', LOOPBACK, '--port', String(port), '--username', username, '--dbname', pathname.slice(1)]
  const words = [...address, '--no-psqlrc', '--command', 'SELECT pg_sleep(0.5)']
  const clients = Array.from({ length: CLIENTS }, () =>
    run(debianProgram('psql'), words, { environment: { PGPASSWORD: password } }),
  )
  await Promise.all(clients)
}

function write(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 })
  chownSync(file, NOBODY, NOBODY)
}
