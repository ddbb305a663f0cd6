import type { BranchObstacles } from '../failures/github.ts'
import type { Connection } from './connection.ts'
import { GithubFailure } from './failure.ts'
import type { Move } from './move-branch.ts'
import { objects } from './objects.ts'

const WORKFLOWS = '.github/workflows'

/** The rules that do not apply to a move: https://docs.github.com/en/rest/repos/rules */
const HARMLESS: Readonly<Record<Exclude<Move['kind'], 'delete'>, readonly string[]>> = {
  make: ['update', 'deletion', 'non_fast_forward', 'required_linear_history'],
  advance: ['creation', 'deletion', 'non_fast_forward', 'branch_name_pattern', 'required_linear_history'],
  replace: ['creation', 'deletion', 'branch_name_pattern', 'required_linear_history'],
}

/** Looks for what kept a branch from a move. */
export async function branchObstacles(connection: Connection, { branch, kind, to }: Move): Promise<BranchObstacles> {
  return {
    isProtected: await known(() => isProtected(connection, branch)),
    rules: (await known(() => rulesFor(connection, branch)))?.filter((rule) => isInTheWay(rule, kind)),
    hasOtherWorkflows: to === undefined ? false : await known(() => hasOtherWorkflows(connection, to.sha)),
  }
}

async function isProtected(connection: Connection, branch: string): Promise<boolean> {
  try {
    const answer = await connection.repeat({ code: 'read-protection', branch }, ({ rest, at }) =>
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
  const rules = await connection.repeat({ code: 'read-rules', branch }, ({ rest, at }) =>
    rest.repos.getBranchRules({ ...at, branch, per_page: 100 }),
  )
  return [...new Set(rules.map(({ type }) => type))]
}

function isInTheWay(rule: string, kind: Move['kind']): boolean {
  return kind === 'delete' ? rule === 'deletion' : !HARMLESS[kind].includes(rule)
}

/** Undefined when GitHub does not have the commit on all of its servers yet. */
async function hasOtherWorkflows(connection: Connection, commit: string): Promise<boolean | undefined> {
  const expressions = [commit, 'HEAD'].flatMap((place) => [place, `${place}:${WORKFLOWS}`])
  const found = await objects<{ oid: string }>(connection, { code: 'compare-workflows' }, expressions, 'oid')
  const [own, files, head, filesOfHead] = found.map((object) => object?.oid)
  return own === undefined || head === undefined ? undefined : files !== filesOfHead
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
