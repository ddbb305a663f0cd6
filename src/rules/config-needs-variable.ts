import { flagValues } from '../atlas/flags.ts'
import type { Rule } from './rule.ts'

export const configNeedsVariable: Rule = {
  name: 'config-needs-variable',
  severity: 'error',
  fix: 'Add `--var=NAME=VALUE` to the input `args` for each variable without a default, or add defaults in `config`.',
  isOncePerRun: true,
  find: (_workload, { config, settings }) => {
    const given = givenVariables(settings.args)
    const missing = (config?.requiredVariables ?? []).filter((name) => !given.includes(name))
    if (missing.length === 0) return []
    const what = missing.length === 1 ? 'a variable' : `${missing.length} variables`
    return [{ message: `\`config\` has ${what} with neither a default nor a \`--var\` in the arguments.` }]
  },
}

/** Atlas parses `a=1,b=2` as CSV: https://github.com/ariga/atlas/blob/v0.13.1/cmd/atlas/internal/cmdapi/cmdapi.go#L179 */
function givenVariables(args: readonly string[]): readonly string[] {
  return flagValues(args, 'var').flatMap((pairs) =>
    pairs.split(',').map((pair) => pair.replace(/^"/, '').replace(/=.*$/s, '')),
  )
}
