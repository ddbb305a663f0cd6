/**
 * The common names of engines, by the schemes for which a build of Atlas has a driver.
 *
 * Sources: https://github.com/ariga/atlas/tree/v1.0.0/sql, and https://atlasgo.io/concepts/url
 */
export const ENGINES = {
  mysql: 'MySQL',
  'mysql+unix': 'MySQL',
  maria: 'MariaDB',
  'maria+unix': 'MariaDB',
  mariadb: 'MariaDB',
  'mariadb+unix': 'MariaDB',
  postgres: 'PostgreSQL',
  postgresql: 'PostgreSQL',
  crdb: 'CockroachDB',
  auroradsql: 'Aurora DSQL',
  dsql: 'Aurora DSQL',
  redshift: 'Redshift',
  sqlite: 'SQLite',
  sqlite3: 'SQLite',
  libsql: 'libSQL',
  'libsql+ws': 'libSQL',
  'libsql+wss': 'libSQL',
  'libsql+file': 'libSQL',
  sqlserver: 'SQL Server',
  azuresql: 'SQL Server',
  clickhouse: 'ClickHouse',
  oracle: 'Oracle',
  snowflake: 'Snowflake',
  databricks: 'Databricks',
  spanner: 'Spanner',
} as const

export type Engine = (typeof ENGINES)[keyof typeof ENGINES]

/**
 * The schemes that drivers, ORMs and clients in other languages use for databases that Atlas supports, without digits.
 */
const ELSEWHERE: ReadonlyMap<keyof typeof ENGINES, readonly string[]> = new Map([
  ['mysql', ['aurora', 'mysql', 'mysqldb', 'mysqls', 'mysqlx', 'percona', 'planetscale', 'tidb', 'vitess']],
  ['mariadb', ['maria', 'mariadb']],
  ['crdb', ['cdb', 'cockroach', 'cockroachdb', 'crdb']],
  [
    'postgres',
    [
      ...['alloydb', 'gaussdb', 'neon', 'pg', 'pgsql', 'pgx', 'postgis', 'postgre', 'postgres', 'postgresql', 'psql'],
      ...['supabase', 'timescale', 'timescaledb', 'timescalegis', 'yugabyte', 'yugabytedb'],
    ],
  ],
  ['redshift', ['redshift']],
  ['sqlserver', ['azuresql', 'mssql', 'mssqlms', 'sqlserver', 'tds']],
  ['clickhouse', ['ch', 'clickhouse', 'clickhousedb', 'clickhouses']],
  ['sqlite', ['file', 'pysqlite', 'spatialite', 'sqlite', 'sqlitecloud']],
  ['libsql', ['libsql', 'turso']],
  ['oracle', ['cx_oracle', 'oci', 'ora', 'oracle', 'oracledb']],
  ['spanner', ['cloudspanner', 'spanner']],
  ['snowflake', ['snowflake']],
  ['databricks', ['databricks']],
])

/** Whether Atlas has a driver for a lowercase scheme. */
export function isKnownScheme(scheme: string): scheme is keyof typeof ENGINES {
  return Object.hasOwn(ENGINES, scheme)
}

/**
 * Atlas' scheme for the database that another tool's scheme names, such as `postgresql+asyncpg`; undefined when there
 * is none.
 */
export function schemeInAtlas(scheme: string): keyof typeof ENGINES | undefined {
  const name = scheme.replace(/[+:].*$/s, '').replace(/\d+$/, '')
  return [...ELSEWHERE].find(([, names]) => names.includes(name))?.[0]
}
