import { KINDS } from '../kubernetes/kinds.ts'
import { found } from './found.ts'
import { nameMark } from './list-marks.ts'
import { nearest } from './nearest.ts'
import { templateInstead } from './podless-kinds.ts'
import type { Verdict } from './verdict.ts'

const KNOWN_KINDS = Object.keys(KINDS)

/** What holds other manifests: those are looked into whatever `kinds` says. */
const HOLDERS = /^(?:[A-Za-z]*List|Template)$/

/** As `kubectl api-resources` lists them, with those of OpenShift and Argo Rollouts. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  cj: 'CronJob',
  dc: 'DeploymentConfig',
  deploy: 'Deployment',
  ds: 'DaemonSet',
  po: 'Pod',
  rc: 'ReplicationController',
  ro: 'Rollout',
  rs: 'ReplicaSet',
  sts: 'StatefulSet',
}

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
  const meant = kubectlName(text) ?? kindWithin(text) ?? slipOf(text)
  const instead = templateInstead(meant ?? text)
  if (instead !== undefined) return { problem: `${expected}, ${instead}` }
  if (meant !== undefined) return { problem: `${expected}; did you mean \`${meant}\`?` }
  if (/^[A-Z][A-Za-z0-9]*$/.test(text)) return { value: text }
  return { problem: `${expected}; use letters and digits with an upper-case letter in front` }
}

/** The kind that `kubectl get` finds by this name. */
function kubectlName(text: string): string | undefined {
  const name = text.toLowerCase()
  if (Object.hasOwn(SHORT_NAMES, name)) return SHORT_NAMES[name]
  return KNOWN_KINDS.find((kind) => name === kind.toLowerCase() || name === `${kind.toLowerCase()}s`)
}

/** The kind in `apps/v1/Deployment`, `Deployment.apps`, `deploy/web` or `kind:Deployment`. */
function kindWithin(text: string): string | undefined {
  const parts = text.split(/[./:=]+/)
  if (parts.length === 1) return undefined
  return (
    parts.map(kubectlName).find((kind) => kind !== undefined) ?? parts.find((part) => /^[A-Z][A-Za-z0-9]*$/.test(part))
  )
}

/** Two edits make another word out of a short one (Web and Job), so a short kind may differ by fewer. */
function slipOf(text: string): string | undefined {
  return nearest(text, KNOWN_KINDS, Math.min(2, Math.floor(text.length / 3)))
}
