import type { Rule } from './rule.ts'

export const missingEnv: Rule = {
  name: 'missing-env',
  severity: 'error',
  fix: 'Correct the input `env`, or add a block with that name to `config`. A block `env { name = atlas.env … }` matches every name.',
  isOncePerRun: true,
  find: (_workload, { config, settings }) =>
    config?.environments === 0 ? [{ message: `\`config\` does not define the environment \`${settings.env}\`.` }] : [],
}
