import { itemsOf, textOf } from '../yaml/value.ts'
import type { Engine } from '../atlas/schemes.ts'
import { imageNameOf, type Container } from '../kubernetes/pod.ts'

/** Images of PostgreSQL servers, with and without extensions, by the last part of their names. */
const POSTGRES = ['postgres', 'postgresql', 'postgis', 'pgvector', 'timescaledb', 'timescaledb-ha']

/** Images of servers that speak the protocol of MySQL. */
const MYSQL = ['mysql', 'mysql-server', 'percona-server', 'mariadb', 'mariadb-galera']

/** Commands and arguments that start the server in these images. */
const SERVER_COMMANDS = ['docker-entrypoint.sh', 'postgres', 'mysqld', 'mariadbd']

/** Whether a container runs the server of an engine, or of any engine, by its image, command and arguments. */
export function runsServer(container: Container, engine: Engine | undefined): boolean {
  const [command] = itemsOf(container.value.command).map(textOf)
  const [argument] = itemsOf(container.value.args).map(textOf)
  return (
    serversOf(engine).includes(imageNameOf(container)) &&
    startsServer(command) &&
    (startsServer(argument) || isFlag(argument))
  )
}

function serversOf(engine: Engine | undefined): readonly string[] {
  switch (engine) {
    case undefined:
      return [...POSTGRES, ...MYSQL]
    case 'PostgreSQL':
      return POSTGRES
    case 'MySQL':
    case 'MariaDB':
      return MYSQL
    default:
      return []
  }
}

function isFlag(word = ''): boolean {
  return word.startsWith('-')
}

/** Without a command, the entry point of the image starts the server. */
function startsServer(word: string | undefined): boolean {
  return word === undefined || SERVER_COMMANDS.includes(word.replace(/^.*\//, ''))
}
