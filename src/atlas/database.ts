import { goParameters, GoUrlError, parseGoUrl, type GoUrl } from './go-url.ts'
import { ENGINES, isKnownScheme, type Engine } from './schemes.ts'

/** What a database URL says about the database. Contains secrets: never show any of it except the engine. */
export interface Database {
  /** The common name of the engine. */
  readonly engine: Engine
  /** In lowercase. Empty if the URL names none: a file, a socket, or the driver's default. */
  readonly hosts: readonly Host[]
  /** The Unix socket, or its folder; undefined if the URL names none. */
  readonly socket: string | undefined
  /** The path of the URL without its first `/`; for a file or a socket, all of it. */
  readonly path: string
  readonly parameters: URLSearchParams
}

export interface Host {
  /** An IPv6 address is in brackets. */
  readonly name: string
  /** Undefined for the engine's default, in `USUAL_PORTS`. */
  readonly port: number | undefined
}

/**
 * The default port of each engine: https://www.iana.org/assignments/service-names-port-numbers, and its documentation
 */
export const USUAL_PORTS: Partial<Record<Engine, number>> = {
  ClickHouse: 9000,
  CockroachDB: 26257,
  MariaDB: 3306,
  MySQL: 3306,
  Oracle: 1521,
  PostgreSQL: 5432,
  Redshift: 5439,
  'SQL Server': 1433,
}

/** The default port of CockroachDB: https://www.cockroachlabs.com/docs/stable/cockroach-start#networking */
const COCKROACH_PORT = 26257

/**
 * The domain of CockroachDB Cloud clusters: https://www.cockroachlabs.com/docs/cockroachcloud/connect-to-your-cluster
 */
const COCKROACH_CLOUD = '.cockroachlabs.cloud'

/** Hosts that mean the pod itself: https://datatracker.ietf.org/doc/html/rfc6890#section-2.2.2 */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/

/** Whether a host is the pod itself. */
export function isLoopback({ name }: Host): boolean {
  return LOOPBACK.test(name)
}

/** Whether a database is a file, and so on a volume. */
export function isFile({ engine, hosts }: Database): boolean {
  return engine === 'SQLite' || (engine === 'libSQL' && hosts.length === 0)
}

/** Reads a database URL as Go's `net/url` does; undefined for an unknown scheme, and for a text that is not a URL. */
export function databaseOf(text: string): Database | undefined {
  const url = urlOf(text)
  if (!url || !isKnownScheme(url.scheme)) return undefined
  const { scheme, query } = url
  const engine = ENGINES[scheme]
  const parameters = goParameters(query)
  if (/^sqlite|\+file$/.test(scheme))
    return { engine, hosts: [], socket: undefined, path: withoutFileScheme(url.host + url.path), parameters }
  if (scheme.endsWith('+unix')) return { engine, hosts: [], socket: url.path, path: url.path, parameters }
  const hosts = hostsOf(url.host)
  if (!hosts) return undefined
  const path = url.path.replace(/^\//, '')
  if (engine !== 'PostgreSQL' && engine !== 'CockroachDB') return { engine, hosts, socket: undefined, path, parameters }
  const connection = connectionOf(hosts, parameters)
  const isCockroachDb = engine === 'CockroachDB' || connection.hosts.some(isCockroach)
  return { engine: isCockroachDb ? 'CockroachDB' : engine, ...connection, path, parameters }
}

function urlOf(text: string): GoUrl | undefined {
  try {
    const url = parseGoUrl(text)
    return url.opaque === '' ? url : undefined
  } catch (error) {
    if (error instanceof GoUrlError) return undefined
    throw error
  }
}

/** SQLite's own URLs: https://www.sqlite.org/uri.html */
function withoutFileScheme(path: string): string {
  return path.replace(/^file:(?:\/\/(?=\/))?/, '')
}

/** Undefined if one of them is not a host, as in the form that only MySQL's driver uses. */
function hostsOf(text: string): readonly Host[] | undefined {
  const hosts = text.split(',').filter(Boolean).map(hostOf)
  return hosts.every((host) => host !== undefined) ? hosts : undefined
}

function hostOf(text: string): Host | undefined {
  const [matched, name = '', port = ''] = /^(\[[^\]]*\]|[^:[\]()]*)(?::(\d*))?$/.exec(text) ?? []
  if (matched === undefined) return undefined
  return { name: name.toLowerCase(), port: port === '' ? undefined : Number(port) }
}

/**
 * The target of a PostgreSQL URL. Its parameters override the part before them, and a host that is a path is the folder
 * of a socket: https://github.com/lib/pq/blob/v1.12.0/connector.go
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
