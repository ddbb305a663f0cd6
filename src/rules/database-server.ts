import { itemsOf, textOf } from '../yaml/value.ts'
import type { Engine } from '../atlas/schemes.ts'
import { imageNameOf, type Container } from '../kubernetes/pod.ts'

/** The last part of the names of images that are PostgreSQL's server, or one with extensions. */
const POSTGRES = ['postgres', 'postgresql', 'postgis', 'pgvector', 'timescaledb', 'timescaledb-ha']

/** The same of MySQL and what speaks its protocol. */
const MYSQL = ['mysql', 'mysql-server', 'percona-server', 'mariadb', 'mariadb-galera']

/** What starts the server in such images, where a command or an argument says so. */
const SERVER_COMMANDS = ['docker-entrypoint.sh', 'postgres', 'mysqld', 'mariadbd']

/** Whether a container is, by its image and what it is told to run, a server of an engine, or of any where none is known. */
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

/** Without a word, the image's own entry point does. */
function startsServer(word: string | undefined): boolean {
  return word === undefined || SERVER_COMMANDS.includes(word.replace(/^.*\//, ''))
}
