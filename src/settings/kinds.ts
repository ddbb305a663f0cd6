import { KINDS } from '../kubernetes/kinds.ts'
import { podSourceOf } from '../kubernetes/podless-kinds.ts'
import { kindOfResource } from '../kubernetes/resource-names.ts'
import type { Verdict } from './fault.ts'
import { nameMark } from './list-marks.ts'
import { nearest } from './nearest.ts'

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

/** Two edits make another word out of a short one (Web and Job), so a short kind may differ by fewer. */
function slipOf(text: string): string | undefined {
  return nearest(text, KNOWN_KINDS, Math.min(2, Math.floor(text.length / 3)))
}
