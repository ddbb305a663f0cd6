import { flagValue } from '../atlas/flags.ts'
import type { Rule } from './rule.ts'

export const envWithoutUrl: Rule = {
  name: 'env-without-url',
  severity: 'error',
  fix: 'Add `url` to the environment in `config`.',
  isOncePerRun: true,
  find: (_workload, { config, settings: { args, env } }) =>
    config?.lacksUrl && !flagValue(args, 'url')
      ? [
          {
            message: `the environment \`${env}\` in \`config\` has no \`url\`, and the arguments have no \`--url\`.`,
          },
        ]
      : [],
}
