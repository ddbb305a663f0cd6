import type { Loss } from '../files/write.ts'
import { publishProblems } from '../publish/problems.ts'
import { InputError, type InputProblem } from '../settings/inputs.ts'
import { hasErrors, type Outcome, type Problem } from '../outcome/outcome.ts'

/** What an error tells a person: each thing that is wrong, by itself. */
export function problemsOf(error: unknown): Problem[] {
  if (error instanceof InputError)
    return [...error.problems.map((problem) => inputProblem('error', problem)), ...error.doubts.map(doubtProblem)]
  return publishProblems(error)
}

/** What may be wrong with an input. */
export function doubtProblem(doubt: InputProblem): Problem {
  return inputProblem('warning', doubt)
}

function inputProblem(severity: Problem['severity'], { input, message }: InputProblem): Problem {
  return { severity, title: `Input ${input}`, message }
}

/** What a person has to know of the files that were replaced. */
export function lossProblems(losses: readonly Loss[], { changes }: Outcome): Problem[] {
  const names = new Map(changes.map(({ path, file }) => [path, file]))
  return losses.map(({ what, path }) => lossProblem(what, names.get(path) ?? path))
}

function lossProblem(what: Loss['what'], file: string): Problem {
  const place = { severity: 'warning' as const, file }
  return what === 'links'
    ? {
        ...place,
        title: 'A hard link was split',
        message: 'This file has other names (hard links), which keep the old text.',
      }
    : {
        ...place,
        title: 'A file changed its owner',
        message: 'This file belongs to the user of the runner now, who may not give it back to its owner or group.',
      }
}

/** In what state a run leaves the manifests, for a message about what failed afterwards. */
export function stateOf(outcome: Outcome): string {
  const { mode, changes, publication } = outcome
  // An error says for itself what it left.
  if (hasErrors(outcome)) return publication?.sentence ?? ''
  const isWritten = changes.length > 0 && (mode === 'output' || mode === 'commit')
  const workTree = isWritten
    ? `The work tree has the new text of ${changes.length === 1 ? 'one file' : `${changes.length} files`}.`
    : 'The work tree is as it was.'
  return publication ? `${publication.sentence} ${workTree}` : workTree
}
