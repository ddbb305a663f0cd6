import { flagValue } from '../atlas/flags.ts'
import type { Rule } from './rule.ts'

/** https://pkg.go.dev/strconv#ParseBool */
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True']

export const dryRun: Rule = {
  name: 'dry-run',
  severity: 'warning',
  fix: 'Remove `--dry-run` from the input `args` before you apply the manifests.',
  find: (_workload, { settings }) =>
    TRUE.includes(flagValue(settings.args, 'dry-run') ?? '')
      ? [{ message: 'the arguments have `--dry-run`: Atlas migrates nothing, and the app starts anyway.' }]
      : [],
}
