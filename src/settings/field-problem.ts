import type { Expectation, FieldFault } from '../kubernetes/field-fault.ts'
import { LARGEST_ID } from '../kubernetes/fields.ts'
import { quantityMeantBy } from '../kubernetes/quantity.ts'
import { textOf, valueAt, type Path, type Value, type YamlMap } from '../yaml/value.ts'
import { found } from './found.ts'
import { nearest } from './nearest.ts'

/** A fault in a setting's value, in words; undefined where there is none. */
export function fieldProblem(fault: FieldFault | undefined, root: YamlMap): string | undefined {
  switch (fault?.code) {
    case undefined:
      return undefined
    case 'unexpected-value':
      return unexpectedProblem(fault.path, fault.expected, valueAt(root, fault.path) ?? null)
    case 'not-a-choice': {
      const value = valueAt(root, fault.path) ?? null
      const meant = typeof value === 'string' ? nearest(value, fault.choices, 3) : undefined
      return `expected one of ${fault.choices.join(', ')} at \`${pathText(fault.path)}\`, found ${shown(value)}${didYouMean(meant)}`
    }
    case 'unknown-field': {
      const owner = fault.path.length === 0 ? '' : ` in \`${pathText(fault.path)}\``
      const hint = didYouMean(nearest(fault.field, fault.known, 3)) || `; it knows ${fault.known.join(', ')}`
      return `found the field ${found(fault.field)}${owner}, which Kubernetes does not know${hint}`
    }
    case 'unknown-resource': {
      const { field, known } = fault
      const meant = known.find((name) => name.startsWith(field.toLowerCase())) ?? nearest(field, known, 2)
      return `found the resource ${found(field)} in \`${pathText(fault.path)}\`, which Kubernetes does not know${didYouMean(meant)}`
    }
    case 'huge-pages-alone':
      return 'found huge pages without `cpu` or `memory` beside them, which Kubernetes asks for; add one'
    case 'claim-without-name':
      return 'expected a name in each item of `claims`; add it'
    case 'repeated-claim':
      return `found the claim ${found(fault.name)} twice in \`claims\`; take one out`
    case 'request-without-limit':
      return `found a request of ${fault.resource} without a limit; the two have to be equal`
    case 'request-above-limit':
      return `${requestAndLimit(root, fault.resource)}; a request is at most its limit`
    case 'request-unlike-limit':
      return `${requestAndLimit(root, fault.resource)}; the two have to be equal`
    case 'profile-without-type':
      return `expected a type in \`${fault.profile}\`, found none; add it`
    case 'profile-with-wrong-type':
      return `expected \`localhostProfile\` in \`${fault.profile}\` exactly when its type is Localhost; add it or take it out`
    case 'privileged-without-escalation':
      return 'found `allowPrivilegeEscalation: false` beside `privileged: true` or the capability CAP_SYS_ADMIN, which Kubernetes refuses; take one out'
  }
}

const EXPECTATIONS: Readonly<Record<Exclude<Expectation, 'quantity'>, string>> = {
  boolean: 'true or false',
  string: 'a text',
  list: 'a list',
  mapping: 'a mapping',
  id: `a whole number from 0 to ${LARGEST_ID}`,
  'whole-number': 'a whole number',
  'whole-pages': 'a number of whole pages of the size behind `hugepages-` such as 2Mi',
  'profile-path': "a path below the kubelet's folder of profiles",
  'profile-name': "a profile's name",
  'windows-user': 'USER or DOMAIN\\USER',
  'object-name': 'the name of a Kubernetes object',
}

function unexpectedProblem(path: Path, expected: Expectation, value: Value): string {
  if (expected !== 'quantity')
    return `expected ${EXPECTATIONS[expected]} at \`${pathText(path)}\`, found ${shown(value)}`
  const text = textOf(value)
  const hint = text.startsWith('-') ? ', which is negative' : didYouMean(quantityMeantBy(text))
  return `expected a quantity such as 500m, 128Mi or 2 at \`${pathText(path)}\`, found ${found(text)}${hint}`
}

function requestAndLimit(root: YamlMap, resource: string): string {
  const [request, limit] = ['requests', 'limits'].map((key) => textOf(valueAt(root, [key, resource])))
  return `found a request of ${request} and a limit of ${limit} for ${resource}`
}

function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('')
}

function shown(value: Value): string {
  return found(typeof value === 'string' ? value : JSON.stringify(value))
}

function didYouMean(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean \`${meant}\`?`
}
