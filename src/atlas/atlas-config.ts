import { databaseOf, type Database } from './database.ts'
import { hclBody, literalOf, type HclBlock } from './hcl-blocks.ts'
import type { HclToken } from './hcl-tokens.ts'

/** What rules need to know of an `atlas.hcl`. Contains secrets: never show any of it. */
export interface AtlasConfig {
  /** The number of blocks that Atlas uses for the environment. */
  readonly environments: number
  /** Whether the environment is a single block, for one database, without a `url`. */
  readonly lacksUrl: boolean
  /** The URL of the environment, if it is a single block with a literal URL. */
  readonly url: string | undefined
  /** The database of the environment, if it is a single block with a literal URL. */
  readonly database: Database | undefined
  /** How long Atlas waits for the lock, if the config has a literal for it: `10s`. */
  readonly lockTimeout: string | undefined
  /** The names of variables without a default. */
  readonly requiredVariables: readonly string[]
}

/**
 * Reads an `atlas.hcl`; undefined when the text is not one. Never throws.
 *
 * Source: https://atlasgo.io/atlas-schema/projects and, for the choice of blocks,
 * https://github.com/ariga/atlas/blob/v0.13.1/cmd/atlas/internal/cmdapi/project.go#L455
 */
export function atlasConfigOf(text: string, env: string): AtlasConfig | undefined {
  const body = hclBody(text)
  if (!body) return undefined
  const named = body.blocks.filter((block) => isNamed(block, env))
  const dynamic = body.blocks.filter(isDynamic)
  // Newer versions of Atlas prefer a block with the name to a dynamic one; older versions use both.
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

/** Whether a block is `env { name = atlas.env }` and nothing else, which is an environment of any name. */
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
