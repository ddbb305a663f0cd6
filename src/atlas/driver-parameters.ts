import { GO_DURATION } from './duration.ts'
import type { Engine } from './schemes.ts'

/** What a driver does with the parameters of a URL. */
export interface DriverParameters {
  /** Parameters that accept only these values. */
  readonly choices: ReadonlyMap<string, readonly string[]>
  /** Parameters whose values must have this form. */
  readonly forms: ReadonlyMap<string, Form>
  /** Parameters that the driver reads itself, in its spelling; the server accepts names in any case. */
  readonly own: readonly string[]
  /** Parameters of other tools, which the server does not know or nobody can set. */
  readonly others: readonly string[]
  /** Whether a name cannot be a setting of the server, which receives every parameter that the driver does not know. */
  readonly isForeign: (name: string) => boolean
}

/** What a value has to be like. */
export type FormName = 'postgres-boolean' | 'mysql-boolean' | 'integer' | 'duration' | 'ports' | 'utf8' | 'mysql-tls'

export interface Form {
  readonly name: FormName
  readonly pattern: RegExp
}

const POSTGRES_BOOLEAN: Form = {
  pattern: /^(?:1|0|t|f|T|F|true|false|TRUE|FALSE|True|False|yes|no|on|off)$/,
  name: 'postgres-boolean',
}
const MYSQL_BOOLEAN: Form = { pattern: /^(?:1|0|true|false|TRUE|FALSE|True|False)$/, name: 'mysql-boolean' }
const INTEGER: Form = { pattern: /^[+-]?\d+$/, name: 'integer' }
const DURATION: Form = {
  pattern: GO_DURATION,
  name: 'duration',
}
const PROTOCOL_VERSIONS = ['3.0', '3.2', 'latest']
const TLS_VERSIONS = ['TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']

/** The possible names of a setting in either server, with `@@` before it in MySQL. */
const PLAIN_NAME = /^[@\w$.]+$/

/** Settings of PostgreSQL with mixed case; all others are lowercase. */
const MIXED_CASE = ['DateStyle', 'IntervalStyle', 'TimeZone']

/**
 * lib/pq, for PostgreSQL and what speaks its protocol.
 *
 * Sources: https://github.com/lib/pq/blob/v1.12.0/connector.go, and for the names of other tools
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS,
 * https://jdbc.postgresql.org/documentation/use, https://www.prisma.io/docs/orm/v6/overview/databases/postgresql and
 * https://pkg.go.dev/github.com/jackc/pgx/v5/pgxpool#ParseConfig
 */
const POSTGRES: DriverParameters = {
  own: [
    ...['application_name', 'connect_timeout', 'dbname', 'host', 'hostaddr', 'krbspn', 'krbsrvname', 'passfile'],
    ...['password', 'port', 'sslcert', 'sslinline', 'sslkey', 'sslmode', 'sslrootcert', 'sslsni', 'user'],
  ],
  choices: new Map([
    ['sslmode', ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full']],
    ['sslnegotiation', ['postgres', 'direct']],
    ['target_session_attrs', ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby']],
    ['load_balance_hosts', ['disable', 'random']],
    ['min_protocol_version', PROTOCOL_VERSIONS],
    ['max_protocol_version', PROTOCOL_VERSIONS],
    ['ssl_min_protocol_version', TLS_VERSIONS],
    ['ssl_max_protocol_version', TLS_VERSIONS],
    ['datestyle', ['ISO, MDY']],
  ]),
  forms: new Map([
    ['sslsni', POSTGRES_BOOLEAN],
    ['sslinline', POSTGRES_BOOLEAN],
    ['binary_parameters', POSTGRES_BOOLEAN],
    ['disable_prepared_binary_result', POSTGRES_BOOLEAN],
    ['connect_timeout', INTEGER],
    ['port', { pattern: /^\d+(?:,\d*)*$/, name: 'ports' }],
    ['client_encoding', { pattern: /^[^a-z\d]*(?:u[^a-z\d]*t[^a-z\d]*f[^a-z\d]*8|unicode)[^a-z\d]*$/i, name: 'utf8' }],
  ]),
  others: [
    ...['adapter', 'async_fallback', 'channel_binding', 'charset', 'command_timeout', 'conn_health_checks'],
    ...['conn_max_age', 'connection_limit', 'default_query_exec_mode', 'description_cache_capacity', 'encoding'],
    ...['gssdelegation', 'gssencmode', 'gsslib', 'idle_timeout', 'keepalives', 'keepalives_count'],
    ...['keepalives_idle', 'keepalives_interval', 'oauth_client_id', 'oauth_client_secret', 'oauth_issuer'],
    ...['oauth_scope', 'pgbouncer', 'pool', 'pool_max_conn_idle_time', 'pool_max_conn_lifetime', 'pool_max_conns'],
    ...['pool_min_conns', 'pool_pre_ping', 'pool_recycle', 'pool_size', 'pool_timeout', 'prefer_simple_protocol'],
    ...['prepared_statement_cache_size', 'prepared_statements', 'require_auth', 'requirepeer', 'requiressl'],
    ...['schema', 'scram_client_key', 'scram_server_key', 'servicefile', 'socket_timeout', 'ssl', 'ssl_mode'],
    ...['ssl_require', 'sslaccept', 'sslcertmode', 'sslcompression', 'sslcrl', 'sslcrldir', 'sslidentity'],
    ...['sslkeylogfile', 'sslpassword', 'statement_cache_capacity', 'statement_cache_mode', 'statement_cache_size'],
    ...['supa', 'timeout', 'tls', 'uselibpqcompat', 'workaround'],
  ],
  isForeign: (name) => !PLAIN_NAME.test(name) || (/^[^.]*[a-z][A-Z][^.]*$/.test(name) && !MIXED_CASE.includes(name)),
}

/** The parameters that Atlas itself removes from MySQL URLs: https://atlasgo.io/concepts/url */
const OF_ATLAS = ['ssl-ca', 'ssl-cert', 'ssl-key']

/** The parameters that go-sql-driver/mysql reads itself, without a fixed form. */
const TEXTS = ['charset', 'collation', 'connectionAttributes', 'loc', 'serverPubKey', 'tls']

const MYSQL_FORMS: ReadonlyMap<string, Form> = new Map([
  ['allowAllFiles', MYSQL_BOOLEAN],
  ['allowCleartextPasswords', MYSQL_BOOLEAN],
  ['allowFallbackToPlaintext', MYSQL_BOOLEAN],
  ['allowNativePasswords', MYSQL_BOOLEAN],
  ['allowOldPasswords', MYSQL_BOOLEAN],
  ['checkConnLiveness', MYSQL_BOOLEAN],
  ['clientFoundRows', MYSQL_BOOLEAN],
  ['columnsWithAlias', MYSQL_BOOLEAN],
  ['compress', MYSQL_BOOLEAN],
  ['interpolateParams', MYSQL_BOOLEAN],
  ['multiStatements', MYSQL_BOOLEAN],
  ['rejectReadOnly', MYSQL_BOOLEAN],
  ['maxAllowedPacket', INTEGER],
  ['readTimeout', DURATION],
  ['timeTruncate', DURATION],
  ['timeout', DURATION],
  ['writeTimeout', DURATION],
  // Only a program built with the driver can register names of its own.
  [
    'tls',
    {
      pattern: /^(?:1|0|true|false|TRUE|FALSE|True|False|skip-verify|preferred)$/i,
      name: 'mysql-tls',
    },
  ],
])

/**
 * go-sql-driver/mysql, for MySQL and MariaDB.
 *
 * Sources: https://github.com/go-sql-driver/mysql/blob/v1.9.3/dsn.go, and for the names of other tools
 * https://dev.mysql.com/doc/connector-j/en/connector-j-reference-configuration-properties.html and
 * https://www.prisma.io/docs/orm/v6/overview/databases/mysql
 */
const MYSQL: DriverParameters = {
  own: [...TEXTS, ...MYSQL_FORMS.keys(), 'parseTime'],
  choices: new Map(),
  forms: MYSQL_FORMS,
  others: [
    ...['adapter', 'allowPublicKeyRetrieval', 'auth_plugin', 'connect_timeout', 'connection_limit', 'database', 'db'],
    ...['encoding', 'host', 'password', 'pool', 'pool_recycle', 'pool_size', 'pool_timeout', 'port', 'read_timeout'],
    ...['reconnect', 'schema', 'serverTimezone', 'serverVersion', 'socket', 'socket_timeout', 'ssl', 'ssl-mode'],
    ...['ssl_ca', 'ssl_cert', 'ssl_key', 'ssl_mode', 'sslaccept', 'sslcert', 'sslidentity', 'sslmode', 'sslpassword'],
    ...['strict', 'timezone', 'unix_socket', 'useSSL', 'user', 'write_timeout'],
  ],
  isForeign: (name) => !OF_ATLAS.includes(name) && (!PLAIN_NAME.test(name) || /[a-z][A-Z]/.test(name)),
}

/** The drivers by the engines for which every build of Atlas uses them. */
export const DRIVERS: Partial<Record<Engine, DriverParameters>> = {
  PostgreSQL: POSTGRES,
  // Its server accepts settings that it does not know.
  CockroachDB: { ...POSTGRES, own: [], others: [], isForeign: () => false },
  MySQL: MYSQL,
  MariaDB: MYSQL,
}
