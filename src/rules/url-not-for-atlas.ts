import type { Database } from '../atlas/database.ts'
import { DRIVERS } from '../atlas/driver-parameters.ts'
import { WEB } from './example.ts'
import type { Rule, Severity } from './rule.ts'
import { parameterFaults, type ParameterFault } from '../atlas/url-parameters.ts'

export const urlNotForAtlas: Rule = {
  name: 'url-not-for-atlas',
  severity: 'error',
  title: 'The database URL has parameters for another tool',
  meaning:
    'Tools such as Prisma, JDBC and libpq take settings of their own out of the URL. Atlas does not know them: its drivers refuse ' +
    'values that they do not have, and hand parameters that they do not know to the server, which refuses the connection.\n\n' +
    'The rule fires for PostgreSQL, CockroachDB, MySQL and MariaDB where a parameter of the driver has a value that it does not ' +
    'take, such as `sslmode=true` or `timeout=5`. It warns of the `sslmode` `allow` and `prefer`, which builds of Atlas with ' +
    `lib/pq before 1.12 refuse.\n\nIt fires for PostgreSQL with one of the parameters ${listed('PostgreSQL')}, and for MySQL and ` +
    `MariaDB with one of ${listed('MySQL')}, or with any whose name has a \`-\` or small and capital letters and which the driver ` +
    "does not have. It is a warning at Supabase's pooler, which takes them. The rule is silent about all others, such as " +
    '`search_path`, `statement_timeout` and `sql_mode`.',
  example: {
    manifest: WEB,
    inputs: { 'database-url': 'postgres://app:example@db:5432/app?schema=shop' },
  },
  fix:
    'Take it out of the database URL that is for Atlas, or correct it. A PostgreSQL schema is asked for with `search_path`, and TLS with ' +
    '`sslmode=require`; TLS to MySQL with `tls=true`.',
  sources: [
    { title: 'Atlas: URLs', url: 'https://atlasgo.io/concepts/url' },
    { title: 'lib/pq: run-time parameters', url: 'https://github.com/lib/pq/blob/v1.12.0/connector.go' },
    {
      title: 'Go-MySQL-Driver: system variables',
      url: 'https://github.com/go-sql-driver/mysql/blob/v1.9.3/connection.go#L105',
    },
  ],
  isOncePerRun: true,
  find: (_workload, { database }) => {
    if (!database) return []
    return parameterFaults(database).map((fault) => ({
      message: `the database URL has ${fault.message}`,
      severity: severityOf(fault, database),
    }))
  },
}

function listed(engine: 'PostgreSQL' | 'MySQL'): string {
  return (DRIVERS[engine]?.others ?? []).map((name) => `\`${name}\``).join(', ')
}

/** Supabase's pooler takes no offence at settings that it does not know: https://github.com/supabase/supavisor */
function severityOf({ kind }: ParameterFault, { hosts }: Database): Severity {
  const isLenient = kind === 'passed-on' && hosts.some(({ name }) => name.endsWith('.pooler.supabase.com'))
  return kind === 'older' || isLenient ? 'warning' : 'error'
}
