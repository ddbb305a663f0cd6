import type { Database } from '../atlas/database.ts'
import type { Rule, Severity } from './rule.ts'
import { parameterFaults, type ParameterFault } from '../atlas/url-parameters.ts'

export const urlNotForAtlas: Rule = {
  name: 'url-not-for-atlas',
  severity: 'error',
  fix: 'Correct or remove the parameter. For a PostgreSQL schema, use `search_path`. For TLS, use `sslmode=require` on PostgreSQL and `tls=true` on MySQL.',
  isOncePerRun: true,
  find: (_workload, { database }) => {
    if (!database) return []
    return parameterFaults(database).map((fault) => ({
      message: `the database URL has ${fault.message}`,
      severity: severityOf(fault, database),
    }))
  },
}

/** Supabase's pooler ignores unknown parameters: https://github.com/supabase/supavisor */
function severityOf({ kind }: ParameterFault, { hosts }: Database): Severity {
  const isLenient = kind === 'passed-on' && hosts.some(({ name }) => name.endsWith('.pooler.supabase.com'))
  return kind === 'older' || isLenient ? 'warning' : 'error'
}
