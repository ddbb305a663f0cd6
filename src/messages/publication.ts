import type { Publication } from '../outcome/publication.ts'

/** What was published, as sentences. */
export function publicationSentence(publication: Publication): string {
  const { commit, branch, repository, proposal, pullRequest } = publication
  const name = commit.slice(0, 7)
  if (!proposal) return `Committed ${name} to \`${branch}\` of ${repository}.`
  const sentence = {
    made: `Created the branch \`${branch}\` with commit ${name} on top of \`${proposal.base}\`.`,
    anew: `Replaced the branch \`${branch}\` with commit ${name} on top of \`${proposal.base}\`.`,
    kept: `The branch \`${branch}\` is already up to date.`,
  }[proposal.state]
  if (!pullRequest) return sentence
  return `${pullRequest.isNew ? 'Opened pull request' : 'Pull request'} #${pullRequest.number}. ${sentence}`
}
