import type { Publication } from '../outcome/publication.ts'

/** What was published, as sentences. */
export function publicationSentence(publication: Publication): string {
  const { commit, branch, repository, proposal, pullRequest } = publication
  const name = commit.slice(0, 7)
  if (!proposal) return `Committed ${name} to \`${branch}\` of ${repository}.`
  const on = `${name} on top of \`${proposal.base}\``
  const states = { made: `was made: ${on}`, anew: `was made anew: ${on}`, kept: 'has all of it already' }
  const sentence = `The branch \`${branch}\` ${states[proposal.state]}.`
  if (!pullRequest) return sentence
  return `${pullRequest.isNew ? 'Opened pull request' : 'Pull request'} #${pullRequest.number}. ${sentence}`
}
