/** What a database URL says of the database. Toxic: no text for people may show any of it but the engine. */
export interface Database {
  /** As people call it. */
  readonly engine: Engine
  /** In lower case. Empty where the URL names none: a file, a socket, or the driver's default. */
  readonly hosts: readonly Host[]
  /** The Unix socket, or the folder that it is in; undefined where the URL names none. */
  readonly socket: string | undefined
  /** The URL's path, without its first `/`; of a file or a socket, all of it. */
  readonly path: string
  readonly parameters: URLSearchParams
}

export interface Host {
  /** An IPv6 address stands in brackets. */
  readonly name: string
  /** Undefined: the engine's usual one, of `USUAL_PORTS`. */
  readonly port: number | undefined
}

export type Engine = (typeof ENGINES)[keyof typeof ENGINES] | 'CockroachDB'

/**
 * The schemes that Atlas knows, and the engines behind them.
 *
 * Source: https://github.com/ariga/atlas/tree/v0.13.1/sql, and https://atlasgo.io/concepts/url
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
  auroradsql: 'Aurora DSQL',
  sqlite: 'SQLite',
  sqlite3: 'SQLite',
  libsql: 'libSQL',
  'libsql+ws': 'libSQL',
  'libsql+wss': 'libSQL',
  'libsql+file': 'libSQL',
} as const

/** Where the server of an engine listens: https://www.iana.org/assignments/service-names-port-numbers */
export const USUAL_PORTS: Partial<Record<Engine, number>> = { MySQL: 3306, MariaDB: 3306, PostgreSQL: 5432 }

/** Where CockroachDB listens: https://www.cockroachlabs.com/docs/stable/cockroach-start#networking */
const COCKROACH_PORT = 26257

/** The names of CockroachDB Cloud's clusters: https://www.cockroachlabs.com/docs/cockroachcloud/connect-to-your-cluster */
const COCKROACH_CLOUD = '.cockroachlabs.cloud'

/** Hosts that are the pod itself: https://datatracker.ietf.org/doc/html/rfc6890#section-2.2.2 */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/

/** Whether a host is the pod that asks for it. */
export function isLoopback({ name }: Host): boolean {
  return LOOPBACK.test(name)
}

/** Whether a database is a file, and so lies on a volume. */
export function isFile({ engine, hosts }: Database): boolean {
  return engine === 'SQLite' || (engine === 'libSQL' && hosts.length === 0)
}

/** What a URL says, as Go's `net/url` reads it; undefined for a scheme that is not known, and for what is no URL. */
export function databaseOf(url: string): Database | undefined {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^#]*)/is.exec(url) ?? []
  const known = scheme.toLowerCase()
  if (!isKnown(known)) return undefined
  const [beforeQuery, query] = splitAt(rest, rest.indexOf('?'))
  const parameters = new URLSearchParams(query)
  if (/^sqlite|\+file$/.test(known))
    return { engine: ENGINES[known], hosts: [], socket: undefined, path: withoutFileScheme(beforeQuery), parameters }
  const [authority, path] = splitAt(beforeQuery, beforeQuery.indexOf('/'))
  const named = hostsOf(afterUser(authority))
  if (!named) return undefined
  if (known.endsWith('+unix'))
    return { engine: ENGINES[known], hosts: [], socket: `/${path}`, path: `/${path}`, parameters }
  if (ENGINES[known] !== 'PostgreSQL')
    return { engine: ENGINES[known], hosts: named, socket: undefined, path, parameters }
  const { hosts, socket } = connectionOf(named, parameters)
  return { engine: hosts.some(isCockroach) ? 'CockroachDB' : 'PostgreSQL', hosts, socket, path, parameters }
}

function isKnown(scheme: string): scheme is keyof typeof ENGINES {
  return Object.hasOwn(ENGINES, scheme)
}

function splitAt(text: string, at: number): [string, string] {
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** SQLite's own URLs: https://www.sqlite.org/uri.html */
function withoutFileScheme(path: string): string {
  return path.replace(/^file:(?:\/\/(?=\/))?/, '')
}

/** A password may hold an `@` that should have been escaped: the last one ends it. */
function afterUser(authority: string): string {
  return authority.slice(authority.lastIndexOf('@') + 1)
}

/** Undefined where one is none, as when a password holds a `/` that should have been escaped. */
function hostsOf(text: string): readonly Host[] | undefined {
  const hosts = text.split(',').filter(Boolean).map(hostOf)
  return hosts.every((host) => host !== undefined) ? hosts : undefined
}

function hostOf(text: string): Host | undefined {
  const [matched, name = '', port = ''] = /^(\[[^\]]*\]|[^:[\]]*)(?::(\d*))?$/.exec(text) ?? []
  if (matched === undefined) return undefined
  return { name: name.toLowerCase(), port: port === '' ? undefined : Number(port) }
}

/**
 * Where a PostgreSQL URL leads. Its parameters stand for what is in front of them, and a host that is a path is a socket's
 * folder: https://github.com/lib/pq/blob/v1.10.7/url.go
 */
function connectionOf(named: readonly Host[], parameters: URLSearchParams): Pick<Database, 'hosts' | 'socket'> {
  const host = parameters.get('host')
  const port = /^\d+$/.exec(parameters.get('port') ?? '')?.[0]
  if (host?.startsWith('/')) return { hosts: [], socket: host }
  const hosts = host === null || host === '' ? named : [{ name: host.toLowerCase(), port: named[0]?.port }]
  return {
    hosts: port === undefined ? hosts : hosts.map(({ name }) => ({ name, port: Number(port) })),
    socket: undefined,
  }
}

function isCockroach({ name, port }: Host): boolean {
  return port === COCKROACH_PORT || name.endsWith(COCKROACH_CLOUD)
}
