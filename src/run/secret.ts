import { atlasHcl } from '../atlas/atlas-hcl.ts'
import { hasErrors, type Diagnostic } from '../outcome/diagnostic.ts'
import type { Plan } from '../outcome/outcome.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'
import type { SecretManifest } from '../secrets/secret-manifest.ts'
import type { Settings } from '../settings/settings.ts'
import { isName } from '../kubernetes/names.ts'

/** The Secret that the manifests of a run need, and what a person has to know of it. */
export interface NeededSecret {
  /** For every namespace with an injected workload that Kubernetes can take; undefined when there is none to make. */
  readonly secret: SecretManifest | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Who may have kept secrets from a run; undefined where nobody is known to. */
export type Withholder = 'fork' | 'dependabot' | undefined

/** A parameter of OpenShift's `Template`, which is filled in before Kubernetes sees it. */
const TEMPLATE_PARAMETER = /\$\{\{?\w+\}?\}/g

/** The Secret for a plan. Says so where none is made. */
export function secretFor(plan: Plan, settings: Settings, withholder: Withholder): NeededSecret {
  const { operation, credentials, env, secretName: name, secretKey: key } = settings
  const injected = plan.workloads.filter(({ action }) => action !== 'skipped' && action !== 'refused')
  if (operation !== 'inject' || plan.mode === 'check' || hasErrors(plan.diagnostics) || injected.length === 0)
    return { secret: undefined, diagnostics: [] }
  const { rejected = [], named = [] } = Object.groupBy(injected, (workload) =>
    rejectedPart(workload) ? 'rejected' : 'named',
  )
  const namespaces = [...new Set(named.map(({ namespace }) => namespace))]
  if (!credentials) {
    const severity = withholder === undefined ? 'notice' : 'warning'
    return {
      secret: undefined,
      diagnostics: [{ code: 'no-secret', severity, cause: withholder ?? 'unknown', name, key, namespaces }],
    }
  }
  const content = credentials.from === 'config' ? credentials.text : atlasHcl(env, credentials.url)
  return {
    secret: namespaces.length === 0 ? undefined : { name, key, content, namespaces },
    diagnostics: rejected.map(rejection),
  }
}

/** What of a workload Kubernetes does not take; undefined when it takes it. */
function rejectedPart({ namespace, name }: ReportedWorkload): 'namespace' | 'name' | undefined {
  if (namespace !== '' && !isName(namespace, 'label')) return 'namespace'
  // One without a name may have `generateName`.
  const filledIn = name.replace(TEMPLATE_PARAMETER, 'x')
  return filledIn !== '' && !isName(filledIn, 'subdomain') ? 'name' : undefined
}

function rejection(workload: ReportedWorkload): Diagnostic {
  const { file, line } = workload
  const part = rejectedPart(workload) ?? 'name'
  return { code: 'no-secret-for-workload', severity: 'warning', workload, part, location: { file, line } }
}
