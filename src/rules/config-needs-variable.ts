import { flagValues } from '../atlas/flags.ts'
import { WEB } from './example.ts'
import type { Rule } from './rule.ts'

export const configNeedsVariable: Rule = {
  name: 'config-needs-variable',
  severity: 'error',
  title: 'A variable of the configuration has no value',
  meaning:
    'A block `variable "…" { … }` of `config` without a `default` has to get its value from the flag `--var`, though nothing ' +
    'uses it. Without one, each pod stops at `missing value for required variable`.\n\n' +
    'The rule fires when the input `args` gives a value to not all of them, as `--var=NAME=VALUE`. A `default`, even `null`, is ' +
    'enough.',
  example: {
    manifest: WEB,
    inputs: {
      config: 'variable "tenant" {\n  type = string\n}\nenv "k8s" {\n  url = getenv("DATABASE_URL")\n}\n',
    },
  },
  fix: 'Add `--var=NAME=VALUE` to the input `args` for each variable without a default, or give them defaults in `config`.',
  sources: [
    { title: 'Atlas: input variables', url: 'https://atlasgo.io/atlas-schema/input-variables' },
    {
      title: 'Atlas: missing value for required variable',
      url: 'https://github.com/ariga/atlas/blob/v1.0.0/schemahcl/context.go#L37',
    },
  ],
  isOncePerRun: true,
  find: (_workload, { config, settings }) => {
    const given = givenVariables(settings.args)
    const missing = (config?.requiredVariables ?? []).filter((name) => !given.includes(name))
    if (missing.length === 0) return []
    const what = missing.length === 1 ? 'a variable' : `${missing.length} variables`
    return [{ message: `\`config\` has ${what} without a default, for which no \`--var\` is among the arguments.` }]
  },
}

/** Atlas reads `a=1,b=2` as CSV: https://github.com/ariga/atlas/blob/v0.13.1/cmd/atlas/internal/cmdapi/cmdapi.go#L179 */
function givenVariables(args: readonly string[]): readonly string[] {
  return flagValues(args, 'var').flatMap((pairs) =>
    pairs.split(',').map((pair) => pair.replace(/^"/, '').replace(/=.*$/s, '')),
  )
}
