import { atlasConfigOf } from '../atlas/atlas-config.ts'
import { configFault } from '../atlas/config-fault.ts'
import { urlFault } from '../atlas/url-fault.ts'

/** The database URL that atlas.hcl is written around, or a whole atlas.hcl. */
export type Credentials =
  { readonly from: 'database-url'; readonly url: string } | { readonly from: 'config'; readonly text: string }

/** What is wrong with what was given. Shows no part of it. */
export interface CredentialsProblem {
  readonly input: 'database-url' | 'config'
  readonly message: string
}

const HIDDEN = 'the value is a secret and is not shown'

/**
 * The credentials among the inputs `database-url`, trimmed, and `config`, as far as Atlas can read them: undefined where neither is
 * given, problems where it cannot.
 */
export function readableCredentials(
  url: string,
  config: string,
  env: string,
): Credentials | undefined | { readonly problems: readonly CredentialsProblem[] } {
  const problems = [...urlProblems(url), ...configProblems(url, config, env)]
  if (problems.length > 0) return { problems }
  if (url !== '') return { from: 'database-url', url }
  return config.trim() === '' ? undefined : { from: 'config', text: config }
}

function urlProblems(url: string): CredentialsProblem[] {
  const fault = url === '' ? undefined : urlFault(url)
  if (!fault) return []
  const message = `expected one URL such as mysql://USER:PASSWORD@HOST:3306/NAME, found ${fault.found}; ${fault.fix} (${HIDDEN})`
  return [{ input: 'database-url', message }]
}

function configProblems(url: string, config: string, env: string): CredentialsProblem[] {
  const text = config.trim()
  if (text === '') return []
  if (url !== '')
    return [
      {
        input: 'config',
        message: 'expected database-url or config, found both; give the one that the Secret is to be made from',
      },
    ]
  const message = configMessage(config, env)
  return message === undefined ? [] : [{ input: 'config', message }]
}

function configMessage(config: string, env: string): string | undefined {
  const expected = 'expected the text of an atlas.hcl'
  if (/^["']?[^\s"]+:\/\/\S+$/.test(config.trim())) return `${expected}, found a URL alone; give it as database-url`
  const fault = configFault(config)
  if (fault) return `${expected}, found ${fault.found}; ${fault.fix} (${HIDDEN})`
  const url = atlasConfigOf(config, env)?.url
  const inUrl = url === undefined ? undefined : urlFault(url)
  return (
    inUrl &&
    `expected the URL of a database in \`url\` of the environment, found ${inUrl.found}; ${inUrl.fix} (${HIDDEN})`
  )
}
