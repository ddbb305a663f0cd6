import { resourcesFault } from '../kubernetes/resources.ts'
import type { YamlMap } from '../yaml/value.ts'
import { fieldProblem } from './field-problem.ts'
import type { Verdict } from './verdict.ts'
import { parseYamlMapping } from './yaml-mapping.ts'

/** Accepts a container's `resources` as YAML, if Kubernetes does. */
export function parseResources(text: string): Verdict<YamlMap> {
  const verdict = parseYamlMapping(text)
  const problem = 'problem' in verdict ? verdict.problem : fieldProblem(resourcesFault(verdict.value), verdict.value)
  return problem === undefined ? verdict : { problem: `expected a container's resources as YAML; ${problem}` }
}
