import type { Expectation, FieldFault } from '../kubernetes/field-fault.ts'
import { LARGEST_ID } from '../kubernetes/fields.ts'
import type { Path } from '../yaml/value.ts'
import { excerpt } from './excerpt.ts'
import { anyOf, didYouMean } from './suggestions.ts'
import { wordsFor, type Words } from './words.ts'

/** What a message knows of a field beside the fault. */
interface Finding {
  /** The value at the path of the fault; undefined where no message may show it. */
  readonly found: string | undefined
  readonly nearest: string | undefined
}

const EXPECTATIONS: Readonly<Record<Expectation, string>> = {
  boolean: '`true` or `false`',
  string: 'a text',
  list: 'a list',
  mapping: 'a mapping',
  id: `a whole number from 0 to ${LARGEST_ID}`,
  quantity: 'a quantity that is not negative, such as `500m`, `128Mi` or `2`',
  'whole-number': 'a whole number',
  'whole-pages': 'a multiple of the page size in the name, such as `2Mi`',
  'profile-path': "a path below the kubelet's folder of profiles",
  'profile-name': 'the name of a profile',
  'windows-user': '`USER` or `DOMAIN\\USER`',
  'object-name': 'the name of a Kubernetes object',
}

const WORDS: Words<FieldFault, [Finding]> = {
  'unexpected-value': ({ path, expected }, { found, nearest }) =>
    `${excerpt(pathText(path))} is ${shown(found)}. Use ${EXPECTATIONS[expected]}.${didYouMean(nearest)}`,
  'not-a-choice': ({ path, choices }, { found, nearest }) =>
    `${excerpt(pathText(path))} is ${shown(found)}. Use ${anyOf(choices)}.${didYouMean(nearest)}`,
  'unknown-field': ({ path, key, known }, { nearest }) =>
    `Kubernetes does not know the field ${excerpt(key)}${path.length === 0 ? '' : ` of ${excerpt(pathText(path))}`}.${didYouMean(nearest) || ` Use ${anyOf(known)}.`}`,
  'unknown-resource': ({ path, key, known }, { nearest }) =>
    `Kubernetes does not know the resource ${excerpt(key)} of ${excerpt(pathText(path))}.${didYouMean(nearest) || ` Use ${anyOf(known)}, or a name with a domain.`}`,
  'huge-pages-alone': () => 'Huge pages need `cpu` or `memory` beside them. Add one.',
  'claim-without-name': () => 'An item of `claims` has no name. Add it.',
  'repeated-claim': ({ name }) => `\`claims\` has ${excerpt(name)} twice. Remove one.`,
  'request-without-limit': ({ resource }) =>
    `${excerpt(resource)} has a request but no limit. Add a limit that equals the request.`,
  'request-above-limit': ({ resource }) =>
    `The request of ${excerpt(resource)} is above its limit. Lower the request or raise the limit.`,
  'request-unlike-limit': ({ resource }) =>
    `The request and the limit of ${excerpt(resource)} differ. Make them equal.`,
  'profile-without-type': ({ profile }) => `\`${profile}\` has no type. Add \`type\`.`,
  'profile-with-wrong-type': ({ profile }) =>
    `\`${profile}\` has only one of \`type: Localhost\` and \`localhostProfile\`. Use both or neither.`,
  'privileged-without-escalation': () =>
    '`allowPrivilegeEscalation: false` conflicts with `privileged: true` and the capability `CAP_SYS_ADMIN`. Remove one of them.',
}

/** What Kubernetes rejects in a container's `resources` or `securityContext`, and what to do. */
export function fieldWords(fault: FieldFault, finding: Finding): string {
  return wordsFor(WORDS, fault, finding)
}

function shown(found: string | undefined): string {
  return found === undefined ? 'invalid' : excerpt(found)
}

function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('')
}
