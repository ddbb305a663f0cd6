import { KINDS } from '../kubernetes/kinds.ts'
import { podSourceOf, type PodSource } from '../kubernetes/podless-kinds.ts'
import { kindOfResource } from '../kubernetes/resource-names.ts'
import { found } from './found.ts'
import { nameMark } from './list-marks.ts'
import { nearest } from './nearest.ts'
import type { Verdict } from './verdict.ts'

const INSTEAD: Readonly<Record<PodSource, string>> = {
  deployment: 'name kinds such as Deployment, and give the action what it deploys',
  helm: 'name kinds such as Deployment, and give the action what `helm template` renders',
  kustomize: 'name kinds such as Deployment, and give the action what `kustomize build` renders',
  workloads: 'name the kinds of the workloads that use it',
}

const KNOWN_KINDS = Object.keys(KINDS)

/** What holds other manifests: those are looked into whatever `kinds` says. */
const HOLDERS = /^(?:[A-Za-z]*List|Template)$/

/**
 * Accepts one line of `kinds`: a kind that brings pods. One that is not known is taken for a custom one whose pod
 * template stands at `spec.template.spec`, unless it is so near to a known kind that it must be a slip, which would
 * match nothing, or is known to have none.
 */
export function parseKind(text: string): Verdict<string> {
  if (KNOWN_KINDS.includes(text)) return { value: text }
  const expected = `expected a kind of workload such as Deployment, one a line, found ${found(text)}`
  const mark = nameMark(text)
  const copied = /^kind:\s*(\S+)$/i.exec(text)?.[1]
  if (copied !== undefined) return { problem: `${expected}; did you mean \`${copied}\`?` }
  if (mark !== undefined) return { problem: `${expected}, ${mark}` }
  if (HOLDERS.test(text))
    return { problem: `${expected}; what a ${text} holds is looked into anyway: name the kinds of its members` }
  const meant = kindOfResource(text) ?? kindWithin(text) ?? slipOf(text)
  const source = podSourceOf(meant ?? text)
  if (source !== undefined)
    return { problem: `${expected}, which has no pod template at \`spec.template.spec\`; ${INSTEAD[source]}` }
  if (meant !== undefined) return { problem: `${expected}; did you mean \`${meant}\`?` }
  if (/^[A-Z][A-Za-z0-9]*$/.test(text)) return { value: text }
  return { problem: `${expected}; use letters and digits with an upper-case letter in front` }
}

/** The kind in `apps/v1/Deployment`, `Deployment.apps`, `deploy/web` or `kind:Deployment`. */
function kindWithin(text: string): string | undefined {
  const parts = text.split(/[./:=]+/)
  if (parts.length === 1) return undefined
  return (
    parts.map(kindOfResource).find((kind) => kind !== undefined) ??
    parts.find((part) => /^[A-Z][A-Za-z0-9]*$/.test(part))
  )
}

/** Two edits make another word out of a short one (Web and Job), so a short kind may differ by fewer. */
function slipOf(text: string): string | undefined {
  return nearest(text, KNOWN_KINDS, Math.min(2, Math.floor(text.length / 3)))
}
