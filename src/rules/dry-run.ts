import type { Rule } from './rule.ts'

/** `--dry-run`, as Atlas' flags may be written: https://pkg.go.dev/github.com/spf13/pflag#hdr-Command_line_flag_syntax */
const DRY_RUN = /^--dry-run(?:=(?:1|t|T|TRUE|true|True))?$/

export const dryRun: Rule = {
  name: 'dry-run',
  severity: 'warning',
  fix: 'Take `--dry-run` out of the input `args` before this is applied.',
  find: (_workload, { settings }) =>
    settings.args.some((argument) => DRY_RUN.test(argument))
      ? [{ message: '`--dry-run` is among the arguments, so nothing is migrated, and the app starts all the same.' }]
      : [],
}
