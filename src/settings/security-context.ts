import { POD_FIELDS, RESTRICTED, securityContextFault } from '../kubernetes/security-context.ts'
import type { YamlMap } from '../yaml/value.ts'
import { fieldProblem } from './field-problem.ts'
import type { Verdict } from './verdict.ts'
import { parseYamlMapping } from './yaml-mapping.ts'

/** Accepts a container's `securityContext` as YAML, or `restricted` for what the Pod Security Standard of that name asks. */
export function parseSecurityContext(text: string): Verdict<YamlMap> {
  if (text === 'restricted') return { value: RESTRICTED }
  const wanted = "expected `restricted`, or a container's securityContext as YAML"
  const verdict = parseYamlMapping(text)
  if ('problem' in verdict) return { problem: `${wanted}; ${verdict.problem}` }
  const { value } = verdict
  const podField = POD_FIELDS.find((field) => field in value)
  const problem =
    podField === undefined
      ? fieldProblem(securityContextFault(value), value)
      : `found the field "${podField}", which belongs to the pod; set it there`
  return problem === undefined ? verdict : { problem: `${wanted}; ${problem}` }
}
