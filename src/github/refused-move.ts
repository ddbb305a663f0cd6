import type { Connection } from './connection.ts'
import { GithubFailure } from './failure.ts'
import type { NewCommit } from './new-commit.ts'
import { objects } from './objects.ts'

const WORKFLOWS = '.github/workflows'

/** What was to become of a branch: made, moved on, put elsewhere, or deleted. */
export type MoveKind = 'make' | 'advance' | 'replace' | 'delete'

/** The rules that do not stand in the way: https://docs.github.com/en/rest/repos/rules */
const HARMLESS: Readonly<Record<Exclude<MoveKind, 'delete'>, readonly string[]>> = {
  make: ['update', 'deletion', 'non_fast_forward', 'required_linear_history'],
  advance: ['creation', 'deletion', 'non_fast_forward', 'branch_name_pattern', 'required_linear_history'],
  replace: ['creation', 'deletion', 'branch_name_pattern', 'required_linear_history'],
}

/** A branch that GitHub did not let move. */
export interface RefusedMove {
  readonly branch: string
  readonly kind: MoveKind
  /** The commit that it had to move to; undefined when it had to be deleted. */
  readonly commit: NewCommit | undefined
  /** What to do instead, as the start of a sentence. */
  readonly instead: string
}

/** What may keep a token from moving a branch; undefined is what GitHub does not tell. */
interface Obstacles {
  readonly isProtected: boolean | undefined
  /** The kinds of the rules that rulesets have for the branch. */
  readonly rules: readonly string[] | undefined
  /** Whether the commit has other workflow files than the default branch. */
  readonly hasOtherWorkflows: boolean | undefined
}

/** What to do about it. Trees and commits could be made, so the token may write: it is about the branch, or the files. */
export async function adviceOnRefusal(
  connection: Connection,
  status: number | undefined,
  { branch, kind, commit, instead }: RefusedMove,
): Promise<string> {
  const start = `The branch \`${branch}\` stands where it was:`
  if (status === 409)
    return `${start} something else was changing it, or a rule is in the way. Run the job again; if it stays so, ${instead}, or ${BYPASS}.${signature(commit)}`
  const obstacles = await obstaclesOf(connection, branch, kind, commit)
  const isRuled = obstacles.isProtected === true || (obstacles.rules ?? []).length > 0
  const isOfFiles = obstacles.hasOtherWorkflows === true
  const rule = `${rulesOf(obstacles)}. To get on, ${instead}, or ${BYPASS}.${signature(commit)}`
  if (isRuled && isOfFiles) return `${start} ${rule} Besides, ${OTHER_WORKFLOWS}.`
  if (isRuled) return `${start} ${rule}`
  if (isOfFiles) return `${start} ${OTHER_WORKFLOWS}.`
  return `${start} ${unknownReason(obstacles, commit)} To get on, ${instead}, or ${BYPASS}.${signature(commit)}`
}

const BYPASS = "let the token's app bypass the rule (Settings → Rules → Rulesets, or Settings → Branches)"

const OTHER_WORKFLOWS = `its files in ${WORKFLOWS} differ from those of the default branch, and only a token with the permission \`workflows\` may move it then, which the workflow's own token cannot have. Bring the default branch's files there to it (merge or rebase), or give \`token\` of an app with \`workflows: write\``

function rulesOf({ isProtected, rules = [] }: Obstacles): string {
  const ruleset = rules.length > 0 ? `rulesets keep the token from it (${rules.join(', ')})` : ''
  return [isProtected ? 'it is protected' : '', ruleset].filter(Boolean).join(', and ')
}

/** Names what it may be, without what is known not to be. */
function unknownReason({ isProtected, rules, hasOtherWorkflows }: Obstacles, commit: NewCommit | undefined): string {
  const reasons = [
    isProtected === undefined || rules === undefined
      ? 'it may be protected, or a ruleset may keep the token from it.'
      : 'the token sees no protection and no rule of the branch; a ruleset on pushes may be in the way.',
    commit !== undefined && hasOtherWorkflows === undefined ? `Or ${OTHER_WORKFLOWS}.` : '',
  ]
  return reasons.filter(Boolean).join(' ')
}

function signature(commit: NewCommit | undefined): string {
  return commit?.isSigned === false
    ? ' The commit is not signed, since `token` is a personal one: if the branch demands signatures, give the token of the workflow or of an app.'
    : ''
}

async function obstaclesOf(
  connection: Connection,
  branch: string,
  kind: MoveKind,
  commit: NewCommit | undefined,
): Promise<Obstacles> {
  return {
    isProtected: await known(() => isProtected(connection, branch)),
    rules: (await known(() => rulesFor(connection, branch)))?.filter((rule) => isInTheWay(rule, kind)),
    hasOtherWorkflows: commit && (await known(() => hasOtherWorkflows(connection, commit.sha))),
  }
}

async function isProtected(connection: Connection, branch: string): Promise<boolean> {
  try {
    const answer = await connection.repeat(`looking at the branch \`${branch}\``, ({ rest, at }) =>
      rest.repos.getBranch({ ...at, branch }),
    )
    return answer.protected
  } catch (error) {
    // A branch that is not there yet can have rules alone.
    if (error instanceof GithubFailure && error.status === 404) return false
    throw error
  }
}

async function rulesFor(connection: Connection, branch: string): Promise<readonly string[]> {
  const rules = await connection.repeat(`looking at the rules of the branch \`${branch}\``, ({ rest, at }) =>
    rest.repos.getBranchRules({ ...at, branch, per_page: 100 }),
  )
  return [...new Set(rules.map(({ type }) => type))]
}

function isInTheWay(rule: string, kind: MoveKind): boolean {
  return kind === 'delete' ? rule === 'deletion' : !HARMLESS[kind].includes(rule)
}

/** Undefined when GitHub does not have the commit on all of its servers yet. */
async function hasOtherWorkflows(connection: Connection, commit: string): Promise<boolean | undefined> {
  const expressions = [commit, 'HEAD'].flatMap((place) => [place, `${place}:${WORKFLOWS}`])
  const found = await objects<{ oid: string }>(connection, 'comparing the workflow files', expressions, 'oid')
  const [ours, files, head, filesOfHead] = found.map((object) => object?.oid)
  return ours === undefined || head === undefined ? undefined : files !== filesOfHead
}

/** Undefined where GitHub does not tell: what is known already has to be told nevertheless. */
async function known<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof GithubFailure) return undefined
    throw error
  }
}
