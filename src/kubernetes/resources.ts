import { isYamlMap, mapsOf, textOf, type Value, type YamlMap } from '../yaml/value.ts'
import type { FieldFault } from './field-fault.ts'
import { fieldFault, first, isAbsent, unexpected, type Field } from './fields.ts'
import { isQualifiedName } from './names.ts'
import { isWhole, quantityOf } from './quantity.ts'

/** https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#resourcerequirements-v1-core */
const FIELDS = ['limits', 'requests', 'claims']

const CLAIMS: Field = { listOf: { fields: { name: 'string', request: 'string' } } }

const NATIVE = ['cpu', 'memory', 'ephemeral-storage']
const HUGE_PAGES = 'hugepages-'

/** The longest domain that leaves room for a quota's `requests.` in a name. */
const LONGEST_DOMAIN = 244

/**
 * What Kubernetes rejects in a container's `resources`, by the rules of `ValidateContainerResourceRequirements`;
 * undefined when it accepts them:
 * https://github.com/kubernetes/kubernetes/blob/v1.32.0/pkg/apis/core/validation/validation.go
 */
export function resourcesFault(resources: YamlMap): FieldFault | undefined {
  const { limits, requests, claims } = resources
  const unknown = Object.keys(resources).find((key) => !FIELDS.includes(key))
  if (unknown !== undefined) return { code: 'unknown-field', path: [], key: unknown, known: FIELDS }
  return first([
    isAbsent(limits) ? undefined : amountsFault(limits, 'limits'),
    isAbsent(requests) ? undefined : amountsFault(requests, 'requests'),
    isAbsent(claims) ? undefined : (fieldFault(claims, CLAIMS, ['claims']) ?? claimsFault(mapsOf(claims))),
    requestsFault(isYamlMap(limits) ? limits : {}, isYamlMap(requests) ? requests : {}),
  ])
}

function amountsFault(amounts: Value, key: string): FieldFault | undefined {
  if (!isYamlMap(amounts)) return unexpected([key], 'mapping')
  return first(Object.entries(amounts).map(([name, amount]) => amountFault(name, amount, key)))
}

function amountFault(name: string, amount: Value, key: string): FieldFault | undefined {
  const isHugePages = name.startsWith(HUGE_PAGES)
  if (!NATIVE.includes(name) && !isHugePages && !isExtended(name))
    return { code: 'unknown-resource', path: [key], key: name, known: NATIVE }
  const quantity = quantityOf(amount)
  if (quantity === undefined) return unexpected([key, name], 'quantity')
  if (isHugePages) {
    const page = quantityOf(name.slice(HUGE_PAGES.length)) ?? 0n
    return page > 0n && quantity % page === 0n ? undefined : unexpected([key, name], 'whole-pages')
  }
  return isShared(name) || isWhole(quantity) ? undefined : unexpected([key, name], 'whole-number')
}

/** Whether a resource belongs to a device plugin: a domain, a slash and a name. Kubernetes reserves `requests.`. */
function isExtended(name: string): boolean {
  const slash = name.indexOf('/')
  return slash > 0 && slash <= LONGEST_DOMAIN && !name.startsWith('requests.') && isQualifiedName(name)
}

function claimsFault(claims: readonly YamlMap[]): FieldFault | undefined {
  if (claims.some(({ name }) => textOf(name) === '')) return { code: 'claim-without-name' }
  const keys = claims.map(({ name, request }) => JSON.stringify([name, request]))
  const repeated = claims.find((_claim, index) => keys.indexOf(keys[index] ?? '') !== index)
  return repeated && { code: 'repeated-claim', name: textOf(repeated.name) }
}

/** Whether a resource can be overcommitted and divided: those of Kubernetes itself, except huge pages. */
function isShared(name: string): boolean {
  return NATIVE.includes(name) || name.includes('kubernetes.io/')
}

/**
 * A request is at most its limit. For a resource that cannot be overcommitted, the two are equal and the limit is
 * required. Huge pages also need `cpu` or `memory`.
 */
function requestsFault(limits: YamlMap, requests: YamlMap): FieldFault | undefined {
  const names = [...Object.keys(limits), ...Object.keys(requests)]
  if (names.some((name) => name.startsWith(HUGE_PAGES)) && !names.some((name) => name === 'cpu' || name === 'memory'))
    return { code: 'huge-pages-alone' }
  return first(Object.entries(requests).map(([name, request]) => requestFault(name, request, limits[name])))
}

function requestFault(resource: string, request: Value, limit: Value | undefined): FieldFault | undefined {
  if (limit === undefined) return isShared(resource) ? undefined : { code: 'request-without-limit', resource }
  const [requested, limited] = [quantityOf(request), quantityOf(limit)]
  if (requested === undefined || limited === undefined || requested === limited) return undefined
  if (isShared(resource)) return requested < limited ? undefined : { code: 'request-above-limit', resource }
  return { code: 'request-unlike-limit', resource }
}
