import { resourcesFault } from '../kubernetes/resources.ts'
import type { YamlMap } from '../yaml/value.ts'
import type { Verdict } from './fault.ts'
import { fieldRefusal } from './field-refusal.ts'
import { parseYamlMapping } from './yaml-mapping.ts'

/** Accepts a container's `resources` as YAML, if Kubernetes does. */
export function parseResources(text: string): Verdict<YamlMap> {
  const verdict = parseYamlMapping(text)
  if ('fault' in verdict) return verdict
  const fault = resourcesFault(verdict.value)
  return fault ? fieldRefusal(fault, verdict.value) : verdict
}
