import { databaseOf, type Database } from './database.ts'
import { hclBody, literalOf, type HclBlock } from './hcl-blocks.ts'
import type { HclToken } from './hcl-tokens.ts'

/** What an `atlas.hcl` says that rules ask for. Toxic: no text for people may show any of it. */
export interface AtlasConfig {
  /** How many of its blocks Atlas takes for the environment that is asked for. */
  readonly environments: number
  /** Whether that environment is one block, for one database, that has no `url`. */
  readonly lacksUrl: boolean
  /** The URL of that environment, where it is one and its URL is written out. */
  readonly url: string | undefined
  /** The database of that environment, where it is one and its URL is written out. */
  readonly database: Database | undefined
  /** How long it lets Atlas wait for the lock, as it is written out: `10s`. */
  readonly lockTimeout: string | undefined
  /** The names of its variables that have no default. */
  readonly requiredVariables: readonly string[]
}

/**
 * Reads the text of an `atlas.hcl`; undefined when it is none. Never throws.
 *
 * Source: https://atlasgo.io/atlas-schema/projects and, for the blocks that Atlas takes,
 * https://github.com/ariga/atlas/blob/v0.13.1/cmd/atlas/internal/cmdapi/project.go#L455
 */
export function atlasConfigOf(text: string, env: string): AtlasConfig | undefined {
  const body = hclBody(text)
  if (!body) return undefined
  const named = body.blocks.filter((block) => isNamed(block, env))
  const dynamic = body.blocks.filter(isDynamic)
  // Newer versions of Atlas take a block of the name before one of any name, older ones take both.
  const [block, ...more] = named.length > 0 ? named : dynamic
  const single = block && more.length === 0 && !block.attributes.has('for_each') ? block : undefined
  const environments = named.length + dynamic.length
  const url = literalOf(single?.attributes.get('url'))
  return {
    environments,
    lacksUrl: environments === 1 && single !== undefined && !single.attributes.has('url'),
    url,
    database: url === undefined ? undefined : databaseOf(url),
    lockTimeout: single && lockTimeoutOf(single),
    requiredVariables: body.blocks.flatMap(requiredVariable),
  }
}

function isNamed({ type, labels }: HclBlock, env: string): boolean {
  return type === 'env' && labels.length === 1 && labels[0]?.normalize('NFC') === env.normalize('NFC')
}

/** `env { name = atlas.env }`, and nothing else, is an environment of any name. */
function isDynamic({ type, labels, attributes }: HclBlock): boolean {
  const [root, dot, attribute, ...more] = attributes.get('name') ?? []
  const isAtlasEnv = isWord(root, 'atlas') && dot?.kind === 'sign' && dot.text === '.' && isWord(attribute, 'env')
  return type === 'env' && labels.length === 0 && isAtlasEnv && more.length === 0
}

function isWord(token: HclToken | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text === word
}

function lockTimeoutOf({ blocks }: HclBlock): string | undefined {
  const [migration, ...more] = blocks.filter(({ type }) => type === 'migration')
  return more.length === 0 ? literalOf(migration?.attributes.get('lock_timeout')) : undefined
}

function requiredVariable({ type, labels, attributes }: HclBlock): readonly string[] {
  return type === 'variable' && labels.length === 1 && !attributes.has('default') ? labels : []
}
