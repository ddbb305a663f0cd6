import type { Rule } from './rule.ts'

/** All spellings of the flag: https://pkg.go.dev/github.com/spf13/pflag#hdr-Command_line_flag_syntax */
const DRY_RUN = /^--dry-run(?:=(?:1|t|T|TRUE|true|True))?$/

export const dryRun: Rule = {
  name: 'dry-run',
  severity: 'warning',
  fix: 'Remove `--dry-run` from the input `args` before you apply the manifests.',
  find: (_workload, { settings }) =>
    settings.args.some((argument) => DRY_RUN.test(argument))
      ? [{ message: 'the arguments have `--dry-run`: Atlas migrates nothing, and the app starts anyway.' }]
      : [],
}
