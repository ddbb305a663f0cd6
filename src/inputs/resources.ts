import { isYamlMap, textOf, type Value, type YamlMap } from '../manifest/value.ts'
import { expected, fieldProblem, first, unknownField } from './fields.ts'
import { found } from './found.ts'
import { nearest } from './nearest.ts'
import { compareQuantities, parseQuantity } from './quantity.ts'
import type { Verdict } from './verdict.ts'
import { parseYamlMapping } from './yaml-mapping.ts'

/** https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#resourcerequirements-v1-core */
const FIELDS = ['limits', 'requests', 'claims']

const NATIVE = ['cpu', 'memory', 'ephemeral-storage']
const HUGE_PAGES = 'hugepages-'
/** A resource of a device plugin: a domain, a slash and a name. */
const EXTENDED = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/

/** Accepts a container's `resources` as YAML: known names, quantities, and no request above its limit. */
export function parseResources(text: string): Verdict<YamlMap> {
  const verdict = parseYamlMapping(text)
  const problem = 'problem' in verdict ? verdict.problem : problemOf(verdict.value)
  return problem === undefined ? verdict : { problem: `expected a container's resources as YAML; ${problem}` }
}

function problemOf(resources: YamlMap): string | undefined {
  const { limits, requests, claims } = resources
  const unknown = Object.keys(resources).find((key) => !FIELDS.includes(key))
  if (unknown !== undefined) return unknownField(unknown, FIELDS, '')
  const ofClaims = { listOf: { fields: { name: 'string', request: 'string' } } } as const
  return first([
    limits === undefined ? undefined : amountsProblem(limits, 'limits'),
    requests === undefined ? undefined : amountsProblem(requests, 'requests'),
    claims === undefined ? undefined : fieldProblem(claims, ofClaims, 'claims'),
    excessProblem(limits, requests),
  ])
}

function amountsProblem(amounts: Value, path: string): string | undefined {
  if (!isYamlMap(amounts)) return expected(path, 'a mapping', amounts)
  return first(
    Object.entries(amounts).map(([name, amount]) => {
      if (!NATIVE.includes(name) && !name.startsWith(HUGE_PAGES) && !EXTENDED.test(name)) {
        const meant = NATIVE.find((native) => native.startsWith(name.toLowerCase())) ?? nearest(name, NATIVE, 2)
        return `found the resource ${found(name)} in \`${path}\`, which Kubernetes does not know${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`
      }
      const verdict = parseQuantity(amount)
      return 'problem' in verdict ? `${verdict.problem}, at \`${path}.${name}\`` : undefined
    }),
  )
}

/** What is requested may not exceed its limit, and of what cannot be shared it has to be all of it. */
function excessProblem(limits: Value | undefined, requests: Value | undefined): string | undefined {
  if (!isYamlMap(limits) || !isYamlMap(requests)) return undefined
  return first(
    Object.entries(requests).map(([name, request]) => {
      const limit = limits[name]
      const [left, right] = [parseQuantity(request), parseQuantity(limit ?? null)]
      if (limit === undefined || !('value' in left) || !('value' in right)) return undefined
      const order = compareQuantities(left.value, right.value)
      if (NATIVE.includes(name) ? order <= 0 : order === 0) return undefined
      return `found a request of ${textOf(request)} and a limit of ${textOf(limit)} for ${name}; ${NATIVE.includes(name) ? 'a request is at most its limit' : 'the two have to be equal'}`
    }),
  )
}
