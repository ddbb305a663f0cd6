import { isSameRepository } from '../github/repository-name.ts'
import type { Inputs } from '../settings/inputs.ts'
import { parseLabel, parseSubdomain } from '../settings/kubernetes-names.ts'
import { describe, hasErrors, type Outcome, type Problem, type ReportedWorkload } from '../outcome/outcome.ts'
import { namespaceWords } from '../messages/log.ts'
import { atlasHcl } from '../atlas/atlas-hcl.ts'
import type { SecretManifest } from '../secrets/secret-manifest.ts'

/** The Secret that the manifests of a run need, and what a person has to know of it. */
export interface NeededSecret {
  /** For every namespace with a workload of ours that Kubernetes can take; undefined when there is none to make. */
  readonly secret: SecretManifest | undefined
  readonly problems: readonly Problem[]
}

/** What decides whether GitHub passes secrets to a workflow run. */
export interface SecretSource {
  readonly event: string
  /** `GITHUB_ACTOR` */
  readonly actor: string
  readonly repository: string
  readonly pullRequest: { readonly headRepository: string | undefined } | undefined
}

/** A parameter of OpenShift's `Template`, which is filled in before Kubernetes sees it. */
const TEMPLATE_PARAMETER = /\$\{\{?\w+\}?\}/g

/** The Secret for a plan. Says so where none is made. */
export function neededSecret(planned: Outcome, inputs: Inputs, source: SecretSource): NeededSecret {
  const { operation, credentials, env, secretName: name, secretKey: key } = inputs
  const ours = planned.workloads.filter(({ action }) => action !== 'skipped' && action !== 'refused')
  if (operation !== 'inject' || planned.mode === 'check' || hasErrors(planned) || ours.length === 0)
    return { secret: undefined, problems: [] }
  const { rejected = [], named = [] } = Object.groupBy(ours, (workload) =>
    rejectedPart(workload) ? 'rejected' : 'named',
  )
  const namespaces = [...new Set(named.map(({ namespace }) => namespace))]
  if (!credentials) return { secret: undefined, problems: [missingProblem(namespaces, inputs, source)] }
  const content = credentials.from === 'config' ? credentials.text : atlasHcl(env, credentials.url)
  return {
    secret: namespaces.length === 0 ? undefined : { name, key, content, namespaces },
    problems: rejected.map(rejectedProblem),
  }
}

function rejectedPart({ namespace, name }: ReportedWorkload): 'namespace' | 'name' | undefined {
  if (namespace !== '' && 'problem' in parseLabel(namespace)) return 'namespace'
  // One without a name may have `generateName`.
  const filledIn = name.replace(TEMPLATE_PARAMETER, 'x')
  return filledIn !== '' && 'problem' in parseSubdomain(filledIn) ? 'name' : undefined
}

function rejectedProblem(workload: ReportedWorkload): Problem {
  const { file, line } = workload
  const part = rejectedPart(workload) ?? 'name'
  return {
    severity: 'warning',
    title: 'No Secret for a workload',
    message: `${describe(workload)}: no Secret is made for it, as Kubernetes takes no such ${part}. Correct its \`metadata.${part}\`: lower-case letters, digits and \`-\`${part === 'name' ? ' and `.`' : ''}.`,
    file,
    line,
  }
}

function missingProblem(namespaces: readonly string[], inputs: Inputs, source: SecretSource): Problem {
  const { secretName, secretKey } = inputs
  const { isWithheld, reason } = reasonOf(source)
  const where = namespaces.length === 0 ? '' : ` for ${namespaceWords(namespaces)}`
  return {
    severity: isWithheld ? 'warning' : 'notice',
    title: 'No Secret is made',
    message: `The inputs \`database-url\` and \`config\` are empty or not given. ${reason} The manifests expect the Secret \`${secretName}\` with the key \`${secretKey}\`${where}; new pods wait until it is there.`,
  }
}

/**
 * Why an input that was given may be empty all the same: the runner passes one that is not given likewise.
 *
 * Sources: https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets and
 * https://docs.github.com/en/code-security/reference/supply-chain-security/dependabot-on-actions
 */
function reasonOf({ event, actor, repository, pullRequest }: SecretSource): { isWithheld: boolean; reason: string } {
  if (event === 'pull_request' && pullRequest && !isSameRepository(pullRequest.headRepository ?? '', repository))
    return {
      isWithheld: true,
      reason: 'GitHub passes no secrets to a workflow that a pull request from a fork starts.',
    }
  if (actor === 'dependabot[bot]')
    return {
      isWithheld: true,
      reason:
        'To a workflow that Dependabot starts, GitHub passes only the secrets that are stored for Dependabot: store it there as well.',
    }
  return {
    isWithheld: false,
    reason:
      "If you gave one, its secret has no value here: look for it in the repository's settings, for its name, and for the job's `environment`.",
  }
}
