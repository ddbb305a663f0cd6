import { isYamlMap, mapsOf, textOf, type Value, type YamlMap } from '../yaml/value.ts'
import { expected, fieldProblem, first, isAbsent, unknownField, type Field } from './fields.ts'
import { found } from './found.ts'
import { nearest } from './nearest.ts'
import { compareQuantities, isWhole, parseQuantity } from './quantity.ts'
import type { Verdict } from './verdict.ts'
import { parseYamlMapping } from './yaml-mapping.ts'

/** https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#resourcerequirements-v1-core */
const FIELDS = ['limits', 'requests', 'claims']

const CLAIMS: Field = { listOf: { fields: { name: 'string', request: 'string' } } }

const NATIVE = ['cpu', 'memory', 'ephemeral-storage']
const HUGE_PAGES = 'hugepages-'

/** A resource of a device plugin: a domain, a slash and a name. Kubernetes keeps `requests.` for itself. */
const EXTENDED =
  /^(?!requests\.)(?=.{1,244}\/)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/(?=.{1,63}$)[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/

/** Accepts a container's `resources` as YAML, if Kubernetes does. */
export function parseResources(text: string): Verdict<YamlMap> {
  const verdict = parseYamlMapping(text)
  const problem = 'problem' in verdict ? verdict.problem : resourcesProblem(verdict.value)
  return problem === undefined ? verdict : { problem: `expected a container's resources as YAML; ${problem}` }
}

/**
 * What Kubernetes has against a container's `resources`, by the rules of `ValidateContainerResourceRequirements`;
 * undefined when it takes them:
 * https://github.com/kubernetes/kubernetes/blob/v1.32.0/pkg/apis/core/validation/validation.go
 */
export function resourcesProblem(resources: YamlMap): string | undefined {
  const { limits, requests, claims } = resources
  const unknown = Object.keys(resources).find((key) => !FIELDS.includes(key))
  if (unknown !== undefined) return unknownField(unknown, FIELDS, '')
  return first([
    isAbsent(limits) ? undefined : amountsProblem(limits, 'limits'),
    isAbsent(requests) ? undefined : amountsProblem(requests, 'requests'),
    isAbsent(claims) ? undefined : (fieldProblem(claims, CLAIMS, 'claims') ?? claimsProblem(mapsOf(claims))),
    requestsProblem(isYamlMap(limits) ? limits : {}, isYamlMap(requests) ? requests : {}),
  ])
}

function amountsProblem(amounts: Value, path: string): string | undefined {
  if (!isYamlMap(amounts)) return expected(path, 'a mapping', amounts)
  return first(Object.entries(amounts).map(([name, amount]) => amountProblem(name, amount, path)))
}

function amountProblem(name: string, amount: Value, path: string): string | undefined {
  const isHugePages = name.startsWith(HUGE_PAGES)
  if (!NATIVE.includes(name) && !isHugePages && !EXTENDED.test(name)) {
    const meant = NATIVE.find((native) => native.startsWith(name.toLowerCase())) ?? nearest(name, NATIVE, 2)
    return `found the resource ${found(name)} in \`${path}\`, which Kubernetes does not know${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`
  }
  const verdict = parseQuantity(amount)
  const at = `at \`${path}.${name}\``
  if ('problem' in verdict) return `${verdict.problem}, ${at}`
  if (isHugePages) {
    const page = parseQuantity(name.slice(HUGE_PAGES.length))
    if ('value' in page && page.value > 0n && verdict.value % page.value === 0n) return undefined
    return `expected a number of whole pages of the size behind \`${HUGE_PAGES}\` such as 2Mi, found ${found(textOf(amount))}, ${at}`
  }
  if (isShared(name) || isWhole(verdict.value)) return undefined
  return `expected a whole number, found ${found(textOf(amount))}, ${at}`
}

function claimsProblem(claims: readonly YamlMap[]): string | undefined {
  const keys = claims.map(({ name, request }) => JSON.stringify([name, request]))
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index)
  if (claims.some(({ name }) => textOf(name) === '')) return 'expected a name in each item of `claims`; add it'
  return twice === -1
    ? undefined
    : `found the claim ${found(textOf(claims[twice]?.name))} twice in \`claims\`; take one out`
}

/** Whether pods may together ask for more of a resource than there is, and for parts of one: Kubernetes' own but huge pages. */
function isShared(name: string): boolean {
  return NATIVE.includes(name) || name.includes('kubernetes.io/')
}

/**
 * A request is at most its limit; of what cannot be shared it is all of a limit that has to be there, and huge pages need
 * `cpu` or `memory` beside them.
 */
function requestsProblem(limits: YamlMap, requests: YamlMap): string | undefined {
  const names = [...Object.keys(limits), ...Object.keys(requests)]
  if (names.some((name) => name.startsWith(HUGE_PAGES)) && !names.some((name) => name === 'cpu' || name === 'memory'))
    return 'found huge pages without `cpu` or `memory` beside them, which Kubernetes asks for; add one'
  return first(Object.entries(requests).map(([name, request]) => requestProblem(name, request, limits[name])))
}

function requestProblem(name: string, request: Value, limit: Value | undefined): string | undefined {
  if (limit === undefined)
    return isShared(name) ? undefined : `found a request of ${name} without a limit; the two have to be equal`
  const [left, right] = [parseQuantity(request), parseQuantity(limit)]
  if (!('value' in left) || !('value' in right)) return undefined
  const order = compareQuantities(left.value, right.value)
  if (isShared(name) ? order <= 0 : order === 0) return undefined
  return `found a request of ${textOf(request)} and a limit of ${textOf(limit)} for ${name}; ${isShared(name) ? 'a request is at most its limit' : 'the two have to be equal'}`
}
