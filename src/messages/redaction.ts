import type { Outcome, Plan } from '../outcome/outcome.ts'
import { unifiedDiff } from './patch.ts'

/** Fields whose texts are words of the program, whatever a secret may be: a password can be `error`. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  ...['action', 'cause', 'code', 'commit', 'kind', 'kinds', 'mode', 'operation', 'part', 'rule', 'ruleSeverity'],
  ...['setting', 'severity', 'snippet', 'state'],
  // In faults of settings
  ...['algorithm', 'choices', 'error', 'expected', 'field', 'flag', 'form', 'known', 'nearest', 'source', 'word'],
  // In faults of the disk
  ...['errno', 'role'],
])

/** Data whose texts can be shown: what comes from files, or tells of them, goes through `redact`. */
export function redacted<T>(data: T, redact: (text: string) => string): T {
  return redactedValue(data, redact) as T
}

function redactedValue(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => redactedValue(item, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, OWN_WORDS.has(key) ? part : redactedValue(part, redact)]),
  )
}

/** An outcome as it can be shown. */
export interface ShownOutcome extends Omit<Outcome, 'plan' | 'changes'> {
  readonly plan: Omit<Plan, 'changes'> | undefined
  readonly changes: readonly ShownChange[]
}

/** A file that changes, and its unified diff. */
export interface ShownChange {
  readonly path: string
  readonly diff: string
}

/** An outcome whose texts can be shown: redacted before any Markdown is made of it, in which no search would find a secret. */
export function shown(outcome: Outcome, redact: (text: string) => string): ShownOutcome {
  const { plan, changes, ...rest } = outcome
  return redacted(
    {
      ...rest,
      plan: plan && { ...plan, changes: [] },
      changes: changes.map((change) => ({ path: change.path, diff: unifiedDiff(change) })),
    },
    redact,
  )
}
