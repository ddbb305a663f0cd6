import { crc32 } from 'node:zlib'

import type { State } from './state.ts'

/** The number of a repository, which it has by any of its names. */
export function repositoryNumber({ owner, name }: Pick<State, 'owner' | 'name'>): number {
  return crc32(`${owner}/${name}`)
}

/** The name of the repository that is the same for REST and GraphQL. */
export function repositoryId({ owner, name }: Pick<State, 'owner' | 'name'>): string {
  return `R_${owner}/${name}`
}

/** The name of a pull request that is the same for REST and GraphQL. */
export function pullRequestId(number: number): string {
  return `PR_${number}`
}
