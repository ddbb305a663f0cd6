import type { Database } from '../atlas/database.ts'
import type { FormName } from '../atlas/driver-parameters.ts'
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
      message: `the database URL has ${described(fault)}`,
      severity: severityOf(fault, database),
    }))
  },
}

/** Supabase's pooler ignores unknown parameters: https://github.com/supabase/supavisor */
function severityOf({ code }: ParameterFault, { hosts }: Database): Severity {
  const isPassedOn = code === 'wrong-case' || code === 'other-tools' || code === 'no-setting'
  const isLenient = isPassedOn && hosts.some(({ name }) => name.endsWith('.pooler.supabase.com'))
  return code === 'new-ssl-mode' || isLenient ? 'warning' : 'error'
}

const FORMS: Readonly<Record<FormName, string>> = {
  'postgres-boolean': 'a boolean',
  'mysql-boolean': '`true` or `false`',
  integer: 'a whole number',
  duration: 'a duration with its unit, such as `5s`',
  ports: 'a port, or one for each host',
  utf8: '`UTF8`',
  'mysql-tls': '`true`, `false`, `skip-verify` or `preferred`',
}

function described(fault: ParameterFault): string {
  switch (fault.code) {
    case 'not-a-choice':
      return `an invalid value of \`${fault.name}\`: the driver accepts ${quoted(fault.choices)}.`
    case 'wrong-form':
      return `an invalid value of \`${fault.name}\`: the driver accepts ${FORMS[fault.form]}.`
    case 'direct-negotiation':
      return '`sslnegotiation`, which the driver rejects unless `sslmode` is `require`, `verify-ca` or `verify-full`.'
    case 'system-certificate':
      return '`sslrootcert`, with which the driver rejects any `sslmode` but `verify-full`.'
    case 'new-ssl-mode':
      return 'a value of `sslmode` that only Atlas builds with lib/pq 1.12 (March 2026) or later accept. All builds accept `require` and `disable`.'
    case 'wrong-case':
      return `\`${fault.name}\` in the wrong case: Atlas passes it on, and the server rejects it.`
    case 'other-tools':
      return fault.names.length === 1
        ? `the parameter ${quoted(fault.names)} of another tool: Atlas passes it on, and the server rejects it.`
        : `the parameters ${quoted(fault.names)} of other tools: Atlas passes them on, and the server rejects them.`
    case 'no-setting':
      return 'a parameter with a name that no server setting has: Atlas passes it on, and the server rejects it.'
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
