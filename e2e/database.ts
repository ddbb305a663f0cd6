/** A database of a server: empty when a scenario gets it. */
export interface Database {
  /** How Atlas connects to it. */
  readonly url: string
  readonly password: string
  /** A statement that takes four seconds, longer than the kubelet needs to see that a container runs. */
  readonly pause: string
  /** The names of its tables, in order. */
  tables(): Promise<readonly string[]>
  /** The only column of what a query gives, as text. */
  column(query: string): Promise<readonly string[]>
}

/** A server of databases on loopback. */
export interface DatabaseServer {
  readonly name: string
  /** Whether pods get at it. */
  readonly onNetwork: boolean
  /** A new, empty database whose owner has a password of its own. */
  create(name: string): Promise<Database>
}

/** The versions of the migrations that were applied to the end, in order. */
export function appliedVersions(database: Database): Promise<readonly string[]> {
  return database.column(
    "SELECT version FROM atlas_schema_revisions WHERE applied = total AND version LIKE '2%' ORDER BY version",
  )
}

/** The same database for somebody who does not know its password. */
export function withPassword(database: Database, password: string): string {
  const url = new URL(database.url)
  url.password = encodeURIComponent(password)
  return url.href
}

/** The same database, with a parameter of signs that mean something in HCL, and nothing to the engine. */
export function withSigns({ url }: Database): string {
  const engine = url.slice(0, url.indexOf(':'))
  return `${url}${url.includes('?') ? '&' : '?'}${SIGNS[engine] ?? ''}`
}

/** The same database, reached at another port. */
export function withPort(database: Database, port: number): string {
  const url = new URL(database.url)
  url.port = String(port)
  return url.href
}

/** A parameter for each scheme that its engine takes, whatever its value. */
const SIGNS: Readonly<Record<string, string>> = {
  postgres: 'application_name=${x"\\',
  maria: 'default_master_connection=%27${x%27',
  sqlite: 'app=${x"\\',
}
