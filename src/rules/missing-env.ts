import { WEB } from './example.ts'
import type { Rule } from './rule.ts'

export const missingEnv: Rule = {
  name: 'missing-env',
  severity: 'error',
  title: 'The configuration has no such environment',
  meaning:
    'Atlas is started with `--env` and the name in the input `env`. When `config` has no block for it, each pod stops at ' +
    '`env "…" not defined`. A block counts when the name is its one label (`env "k8s" { … }`), or when it has no label and ' +
    'takes every name (`env { name = atlas.env … }`). A name in quotes, as in `env { name = "k8s" }`, does not count for Atlas.\n\n' +
    'The rule is silent when `config` is not given.',
  example: {
    manifest: WEB,
    inputs: { config: 'env "local" {\n  url = getenv("DATABASE_URL")\n}\n' },
  },
  fix: 'Correct the input `env`, or add a block of that name to `config`, or one that takes every name: `env { name = atlas.env … }`.',
  sources: [
    { title: 'Atlas: project configuration', url: 'https://atlasgo.io/atlas-schema/projects' },
    {
      title: 'Atlas: which blocks are taken',
      url: 'https://github.com/ariga/atlas/blob/v0.13.1/cmd/atlas/internal/cmdapi/project.go#L455',
    },
  ],
  isOncePerRun: true,
  find: (_workload, { config, settings }) =>
    config?.environments === 0
      ? [{ message: `\`config\` has no environment \`${settings.env}\`, which the input \`env\` asks for.` }]
      : [],
}
