import { flagValues } from '../atlas/flags.ts'
import { WEB } from './example.ts'
import type { Rule } from './rule.ts'

export const envWithoutUrl: Rule = {
  name: 'env-without-url',
  severity: 'error',
  title: 'The environment has no database URL',
  meaning:
    'Atlas takes the URL of the database from the attribute `url` of the environment, or from its flag `--url`. With neither, ' +
    'each pod stops at `required flag "url" not set`.\n\n' +
    'The rule fires when one block of `config` is taken for the environment and has no attribute `url`. It is silent ' +
    'when there is no such block, which `missing-env` tells, when there are several, and when the block is repeated by `for_each`.',
  example: {
    manifest: WEB,
    inputs: { config: 'env "k8s" {\n  dev = "docker://mysql/8/dev"\n}\n' },
  },
  fix: 'Add `url` to the environment in `config`.',
  sources: [
    { title: 'Atlas: project configuration', url: 'https://atlasgo.io/atlas-schema/projects' },
    {
      title: 'Atlas: required flag "url" not set',
      url: 'https://github.com/ariga/atlas/blob/v0.13.1/cmd/atlas/internal/cmdapi/migrate.go#L178',
    },
  ],
  isOncePerRun: true,
  find: (_workload, { config, settings: { args, env } }) =>
    config?.lacksUrl && !givesUrl(args)
      ? [
          {
            message: `the environment \`${env}\` of \`config\` has no \`url\`, and no \`--url\` is among the arguments.`,
          },
        ]
      : [],
}

function givesUrl(args: readonly string[]): boolean {
  return flagValues(args, 'url').some((url) => url !== '') || args.some((argument) => argument.startsWith('-u'))
}
