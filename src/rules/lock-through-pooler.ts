import type { ManifestObject, Workload } from '../kubernetes/workload.ts'
import type { Database, Host } from '../atlas/database.ts'
import type { ObjectIndex } from '../kubernetes/object-index.ts'
import type { Finding, Rule } from './rule.ts'
import { objectsBehind, wordsOf } from './services.ts'
import { mapAt } from '../yaml/value.ts'

/** How a pooler assigns connections. */
type Pooling = 'transaction' | 'session' | 'unknown' | 'none'

/** The port of Supabase's transaction mode; session mode has 5432: https://supabase.com/docs/guides/database/connecting-to-postgres */
const SUPABASE_TRANSACTION_PORT = 6543

/** The hosts of Supabase's pooler, and of a project, where PgBouncer listens on the same port. */
const SUPABASE_HOST = /\.pooler\.supabase\.com$|^db\..+\.supabase\.co$/

/** Neon's pooled hosts, which are always in transaction mode: https://neon.com/docs/connect/connection-pooling */
const NEON_POOLER = /^[^.]+-pooler\..*\bneon\.tech$/

/** The default port of PgBouncer: https://www.pgbouncer.org/config.html#listen_port */
const PGBOUNCER_PORT = 6432

/** Words that operators and charts use in the name of a pooler's Service. */
const POOLER_WORDS: readonly string[] = ['pgbouncer', 'pooler']

export const lockThroughPooler: Rule = {
  name: 'lock-through-pooler',
  severity: 'error',
  fix: 'Use a URL that points to the database itself or to a pooler in session mode. On Supabase, use port 5432. On Neon, use the host without `-pooler`.',
  isOncePerRun: true,
  find: (workload, { database, objects }) => {
    if (database?.engine !== 'PostgreSQL') return []
    const pooling = poolingOf(database, workload, objects)
    return pooling === 'none' || pooling === 'session' ? [] : [findingOf(pooling, database)]
  },
}

function findingOf(pooling: 'transaction' | 'unknown', { hosts }: Database): Finding {
  const breaks = 'the Atlas lock is taken and released on different connections.'
  if (pooling === 'transaction')
    return { message: `the database URL points to a pooler in transaction mode: ${breaks}` }
  const what = hosts.some(({ port }) => port === PGBOUNCER_PORT)
    ? 'the database URL has the port of PgBouncer'
    : 'the host of the database URL looks like a pooler'
  return { severity: 'warning', message: `${what}. In transaction mode, ${breaks}` }
}

function poolingOf({ hosts, parameters }: Database, workload: Workload, objects: ObjectIndex): Pooling {
  if (parameters.get('pgbouncer') === 'true') return 'transaction'
  const poolings = hosts.map((host) => poolingBehind(host, workload, objects))
  return poolings.find((pooling) => pooling !== 'none') ?? 'none'
}

function poolingBehind(host: Host, workload: Workload, objects: ObjectIndex): Pooling {
  if (NEON_POOLER.test(host.name)) return 'transaction'
  if (SUPABASE_HOST.test(host.name)) return host.port === SUPABASE_TRANSACTION_PORT ? 'transaction' : 'session'
  const [pooler] = objectsBehind(host, workload, objects, nameOfPooler)
  if (pooler) return modeOf(pooler)
  const isNamedSo = wordsOf(host).some((word) => POOLER_WORDS.includes(word))
  return host.port === PGBOUNCER_PORT || isNamedSo ? 'unknown' : 'none'
}

function nameOfPooler({ kind, name }: ManifestObject): readonly string[] {
  return kind === 'Pooler' ? [name] : []
}

/** The default is session mode: https://cloudnative-pg.io/documentation/current/connection_pooling */
function modeOf({ value }: ManifestObject): Pooling {
  return mapAt(value, ['spec', 'pgbouncer']).poolMode === 'transaction' ? 'transaction' : 'session'
}
