import type { Connection } from './connection.ts'
import { GithubFailure } from './failure.ts'
import type { WorkflowRun } from './workflow-run.ts'

/** Whether two names, `OWNER/NAME`, are of one repository: GitHub does not tell upper and lower case apart. */
export function isSameRepository(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/**
 * The name of a repository as GitHub has it now: it may be given by a name that it had before. The workflow's own one
 * keeps the name that the run has for it. When GitHub does not tell, it is the given name.
 */
export async function presentName(
  given: string,
  run: WorkflowRun,
  connect: (repository: string) => Connection,
): Promise<string> {
  if (isSameRepository(given, run.repository)) return run.repository
  try {
    const { id, full_name: name } = await connect(given).repeat({ code: 'read-repository' }, ({ rest, at }) =>
      rest.repos.get(at),
    )
    return String(id) === run.repositoryId ? run.repository : name
  } catch (error) {
    if (error instanceof GithubFailure) return given
    throw error
  }
}
