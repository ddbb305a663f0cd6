import { found } from './found.ts'
import { nearest } from './nearest.ts'
import type { Verdict } from './verdict.ts'

/** The kinds that people use and whose pod template stands at `spec.template.spec`. */
const KNOWN_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'Rollout',
  'DeploymentConfig',
]

/** The kinds whose pods stand elsewhere. */
const OTHER_KINDS = ['Pod', 'PodTemplate', 'CronJob', 'List', 'Template']

/**
 * Accepts one line of `kinds`: a kind whose pod template stands at `spec.template.spec`. A kind that is not known is
 * taken for a custom one, unless it is so near to a known kind that it must be a slip, which would match nothing.
 */
export function parseKind(text: string): Verdict<string> {
  if (KNOWN_KINDS.includes(text)) return { value: text }
  const expected = `expected a kind of workload such as Deployment, one a line, found ${found(text)}`
  const other = nearest(text, OTHER_KINDS, 0)
  if (other !== undefined) {
    return { problem: `${expected}; a ${other} has no pod template at spec.template.spec: leave it out` }
  }
  // Two edits make another word out of a short one (Web and Job), so a short kind may differ by fewer.
  const meant = nearest(text, KNOWN_KINDS, Math.min(2, Math.floor(text.length / 3)))
  if (meant !== undefined) return { problem: `${expected}; did you mean \`${meant}\`?` }
  if (/^[A-Z][A-Za-z0-9]*$/.test(text)) return { value: text }
  return { problem: `${expected}; use letters and digits with an upper-case letter in front` }
}
