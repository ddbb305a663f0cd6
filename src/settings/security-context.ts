import { POD_FIELDS, RESTRICTED, securityContextFault } from '../kubernetes/security-context.ts'
import type { YamlMap } from '../yaml/value.ts'
import type { Verdict } from './fault.ts'
import { fieldRefusal } from './field-refusal.ts'
import { nearest } from './nearest.ts'
import { parseYamlMapping } from './yaml-mapping.ts'

const WORD = 'restricted'

/** Accepts a container's `securityContext` as YAML, or `restricted` for what that Pod Security Standard requires. */
export function parseSecurityContext(text: string): Verdict<YamlMap> {
  if (text === WORD) return { value: RESTRICTED }
  if (nearest(text, [WORD], 3) !== undefined) return { fault: { code: 'not-a-mapping', nearest: WORD } }
  const verdict = parseYamlMapping(text)
  if ('fault' in verdict) return verdict
  const { value } = verdict
  const field = POD_FIELDS.find((name) => name in value)
  if (field !== undefined) return { fault: { code: 'pod-field', field } }
  const fault = securityContextFault(value)
  return fault ? fieldRefusal(fault, value) : verdict
}
