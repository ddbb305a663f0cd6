import type { Engine } from '../schemes.ts'
import { WEB } from '../example.ts'
import type { Rule } from '../rule.ts'

/**
 * Parameters that Prisma and JDBC take out of a URL, and that are none of a server's. Atlas' drivers hand all that they do not
 * know to the server, which refuses to connect for it.
 *
 * Sources: https://www.prisma.io/docs/orm/v6/overview/databases/postgresql and
 * https://dev.mysql.com/doc/connector-j/en/connector-j-reference-configuration-properties.html
 */
const OTHERS_PARAMETERS: Partial<Record<Engine, readonly string[]>> = {
  PostgreSQL: ['connection_limit', 'pgbouncer', 'pool_timeout', 'schema', 'socket_timeout', 'statement_cache_size'],
  MySQL: ['allowPublicKeyRetrieval', 'connection_limit', 'pool_timeout', 'serverTimezone', 'sslaccept', 'useSSL'],
  MariaDB: ['allowPublicKeyRetrieval', 'connection_limit', 'pool_timeout', 'serverTimezone', 'sslaccept', 'useSSL'],
}

export const urlNotForAtlas: Rule = {
  name: 'url-not-for-atlas',
  severity: 'warning',
  title: 'The database URL is written for another tool',
  meaning:
    'Tools such as Prisma and JDBC take settings of their own out of the URL. Atlas does not know them: its drivers hand them to the ' +
    'server, which refuses the connection.\n\n' +
    'The rule fires for PostgreSQL when the URL has one of the parameters `connection_limit`, `pgbouncer`, `pool_timeout`, ' +
    '`schema`, `socket_timeout`, `statement_cache_size`, and for MySQL and MariaDB with one of `allowPublicKeyRetrieval`, ' +
    '`connection_limit`, `pool_timeout`, `serverTimezone`, `sslaccept`, `useSSL`. It is silent about all others, such as ' +
    '`search_path`, `sslmode` and `tls`.',
  example: {
    manifest: WEB,
    inputs: { 'database-url': 'postgres://app:example@db:5432/app?schema=shop' },
  },
  fix: 'Take it out of the database URL that is for Atlas. A PostgreSQL schema is asked for with the parameter `search_path`.',
  sources: [
    { title: 'Atlas: URLs', url: 'https://atlasgo.io/concepts/url' },
    { title: 'lib/pq: run-time parameters', url: 'https://github.com/lib/pq/blob/v1.10.7/conn.go#L1124' },
    {
      title: 'Go-MySQL-Driver: system variables',
      url: 'https://github.com/go-sql-driver/mysql/blob/v1.7.0/connection.go#L49',
    },
  ],
  isOncePerRun: true,
  find: (_workload, { database }) => {
    const others = (database && OTHERS_PARAMETERS[database.engine]) ?? []
    const found = others.filter((name) => database?.parameters.has(name)).map((name) => `\`${name}\``)
    if (found.length === 0) return []
    const what = found.length === 1 ? 'the parameter' : 'the parameters'
    return [
      {
        message: `the database URL has ${what} ${found.join(', ')}, which ${found.length === 1 ? 'is' : 'are'} for other tools: the server refuses what Atlas passes on.`,
      },
    ]
  },
}
