import { flagValues } from '../atlas/flags.ts'
import type { Rule } from './rule.ts'

export const envWithoutUrl: Rule = {
  name: 'env-without-url',
  severity: 'error',
  fix: 'Add `url` to the environment in `config`.',
  isOncePerRun: true,
  find: (_workload, { config, settings: { args, env } }) =>
    config?.lacksUrl && !givesUrl(args)
      ? [
          {
            message: `the environment \`${env}\` in \`config\` has no \`url\`, and the arguments have no \`--url\`.`,
          },
        ]
      : [],
}

function givesUrl(args: readonly string[]): boolean {
  return flagValues(args, 'url').some((url) => url !== '') || args.some((argument) => argument.startsWith('-u'))
}
