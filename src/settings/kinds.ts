import { KINDS } from '../kubernetes/kinds.ts'
import { podSourceOf } from '../kubernetes/podless-kinds.ts'
import { kindOfResource } from '../kubernetes/resource-names.ts'
import type { Verdict } from './fault.ts'
import { nameMark } from './list-marks.ts'
import { nearest } from './nearest.ts'

const KNOWN_KINDS = Object.keys(KINDS)

/** Kinds that contain other manifests. The action always looks inside them. */
const HOLDERS = /^(?:[A-Za-z]*List|Template)$/

/**
 * Accepts a line of `kinds`: a kind with a pod template. An unknown kind counts as a custom one with its pod template
 * at `spec.template.spec`, unless it is so close to a known kind that it must be a typo, or is known to have no pod
 * template.
 */
export function parseKind(text: string): Verdict<string> {
  if (KNOWN_KINDS.includes(text)) return { value: text }
  const copied = /^kind:\s*(\S+)$/i.exec(text)?.[1]
  if (copied !== undefined) return { fault: { code: 'near-kind', found: text, nearest: copied } }
  const mark = nameMark(text)
  if (mark) return { fault: mark }
  if (HOLDERS.test(text)) return { fault: { code: 'kind-of-holder', found: text } }
  const near = kindOfResource(text) ?? kindWithin(text) ?? slipOf(text)
  const source = podSourceOf(near ?? text)
  if (source) return { fault: { code: 'podless-kind', found: text, source } }
  if (near !== undefined) return { fault: { code: 'near-kind', found: text, nearest: near } }
  return /^[A-Z][A-Za-z0-9]*$/.test(text) ? { value: text } : { fault: { code: 'kind', found: text } }
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

/** Two edits turn a short word into another one (Web and Job), so fewer may differ in a short kind. */
function slipOf(text: string): string | undefined {
  return nearest(text, KNOWN_KINDS, Math.min(2, Math.floor(text.length / 3)))
}
