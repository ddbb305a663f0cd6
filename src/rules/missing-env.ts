import type { Rule } from './rule.ts'

export const missingEnv: Rule = {
  name: 'missing-env',
  severity: 'error',
  fix: 'Correct the input `env`, or add a block of that name to `config`, or one that takes every name: `env { name = atlas.env … }`.',
  isOncePerRun: true,
  find: (_workload, { config, settings }) =>
    config?.environments === 0
      ? [{ message: `\`config\` has no environment \`${settings.env}\`, which the input \`env\` asks for.` }]
      : [],
}
