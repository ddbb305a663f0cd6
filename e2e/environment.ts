/** What a runner says to the step that runs us; it is not meant for what we run. */
const OF_A_RUNNER = /^(?:ACTIONS|GITHUB|INPUT|RUNNER)_/

/** Our environment, for the programs that we start. */
export const ENVIRONMENT: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !OF_A_RUNNER.test(name)),
)
