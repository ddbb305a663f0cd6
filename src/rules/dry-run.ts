import { WEB } from './example.ts'
import type { Rule } from './rule.ts'

/** `--dry-run`, as Atlas' flags may be written: https://pkg.go.dev/github.com/spf13/pflag#hdr-Command_line_flag_syntax */
const DRY_RUN = /^--dry-run(?:=(?:1|t|T|TRUE|true|True))?$/

export const dryRun: Rule = {
  name: 'dry-run',
  severity: 'warning',
  title: 'Nothing is migrated',
  meaning:
    'With `--dry-run`, Atlas prints the statements and applies none. The init container succeeds, so that the new version ' +
    'of the app starts on the old schema.',
  example: {
    manifest: WEB,
    inputs: { args: '--dry-run' },
  },
  fix: 'Take `--dry-run` out of the input `args` before this is applied.',
  sources: [{ title: 'Atlas: atlas migrate apply', url: 'https://atlasgo.io/cli-reference#atlas-migrate-apply' }],
  find: (_workload, { settings }) =>
    settings.args.some((argument) => DRY_RUN.test(argument))
      ? [{ message: '`--dry-run` is among the arguments, so nothing is migrated, and the app starts all the same.' }]
      : [],
}
