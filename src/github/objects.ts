import type { Connection } from './connection.ts'
import type { GithubRequest } from '../failures/github.ts'

/** How many objects a query asks for at most: reports of queries that failed start at 80. */
const BATCH = 75

type Answer<T> = Readonly<Record<string, T | null>>

/** What the repository has under each expression that git understands; null where nothing is. */
export async function objects<T>(
  connection: Connection,
  request: GithubRequest,
  expressions: readonly string[],
  selection: string,
): Promise<(T | null | undefined)[]> {
  const found: (T | null | undefined)[] = []
  for (let start = 0; start < expressions.length; start += BATCH)
    found.push(...(await someObjects<T>(connection, request, expressions.slice(start, start + BATCH), selection)))
  return found
}

async function someObjects<T>(
  connection: Connection,
  request: GithubRequest,
  expressions: readonly string[],
  selection: string,
): Promise<(T | null | undefined)[]> {
  const variables = Object.fromEntries(expressions.map((expression, index) => [`e${index}`, expression]))
  const parameters = expressions.map((_, index) => `, $e${index}: String!`).join('')
  const fields = expressions.map((_, index) => `o${index}: object(expression: $e${index}) { ${selection} }`).join('\n')
  const query = `query ($owner: String!, $repo: String!${parameters}) {\nrepository(owner: $owner, name: $repo) {\n${fields}\n}\n}`
  const { repository } = await connection.repeat(request, async ({ graphql, at }) => ({
    data: await graphql<{ readonly repository: Answer<T> }>(query, { ...at, ...variables }),
  }))
  return expressions.map((_, index) => repository[`o${index}`])
}
