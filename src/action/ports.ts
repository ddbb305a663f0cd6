import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { findCompanions } from '../files/companions.ts'
import { findFiles } from '../files/find.ts'
import { patternsFor } from '../files/globs.ts'
import { nameFrom, realPath } from '../files/location.ts'
import { createOutputFolder, writeOutput } from '../files/output-folder.ts'
import { readCandidate } from '../files/read.ts'
import { removeAbandonedScratchFolders } from '../files/scratch-folder.ts'
import { replaceFiles } from '../files/write.ts'
import { leftOutFiles } from '../git/sparse.ts'
import { Connection } from '../github/connection.ts'
import { isSameRepository } from '../github/repository-name.ts'
import { workflowRun, type WorkflowRun } from '../github/workflow-run.ts'
import { delayLine } from '../messages/github.ts'
import { textAfter, textBefore } from '../outcome/file-change.ts'
import { publish } from '../publish/publish.ts'
import type { Outputs, Ports, RepositoryFiles } from '../run/ports.ts'
import type { Withholder } from '../run/secret.ts'
import type { Redactor } from '../secrets/redactor.ts'
import type { Settings } from '../settings/settings.ts'
import { HIDDEN_WORD } from '../yaml/hidden-words.ts'
import { debugStack, environment } from './environment.ts'
import { logLine } from './runner.ts'

/** The world as a step of a workflow has it: the workspace, the runner's folder for temporary files, git and GitHub. */
export function portsOf(settings: Settings, redactor: Redactor): Ports {
  const workspace = environment('GITHUB_WORKSPACE') ?? process.cwd()
  const workflow = workflowRun()
  const redact = (text: string): string => redactor.redact(text)
  const secretIn = (text: string): number => redactor.indexIn(text)
  const connect = (repository: string): Connection =>
    new Connection({
      repository,
      isOfWorkflow: isSameRepository(repository, workflow.repository),
      token: settings.token,
      secretIn,
      onDelay: (delay) => {
        logLine(redact(delayLine(delay)))
      },
      wait: setTimeout,
    })
  const directory = resolve(workspace, settings.workingDirectory)
  return {
    repository: filesOf(workspace),
    outputs: outputsOf(workspace),
    publish: (plan, planText) =>
      publish(plan, settings, { workspace, directory, run: workflow, connect, redact }, planText),
    secretIn,
    withholder: withholderOf(workflow, environment('GITHUB_ACTOR')),
    debug: (error) => {
      debugStack(error, redactor)
    },
  }
}

function filesOf(workspace: string): RepositoryFiles {
  return {
    find: (directory, patterns) => findFiles({ workspace, directory, patterns }),
    read: ({ path }, words, otherWords) => readCandidate(path, words, otherWords, HIDDEN_WORD),
    leftOut: (directory, patterns) => patternsFor(patterns, leftOutFiles(resolve(workspace, directory))),
    companions: (files) => companionsOf(files, realPath(workspace)),
    write: (changes) => {
      finishBeforeLeaving()
      const root = realPath(workspace)
      const replacements = changes.map((change) => ({
        path: join(root, change.path),
        before: textBefore(change),
        after: () => textAfter(change),
      }))
      return replaceFiles(replacements, root)
    },
    cleanUp: (files) => {
      const root = realPath(workspace)
      // Temporary files lie in the workspace's root or, where that is not possible, beside a manifest.
      for (const folder of new Set([root, ...files.map((file) => dirname(join(root, file)))]))
        removeAbandonedScratchFolders(folder)
    },
  }
}

function companionsOf(files: readonly string[], root: string): ReadonlyMap<string, readonly string[]> {
  const found = findCompanions(
    files.map((file) => join(root, file)),
    root,
  )
  return new Map(files.map((file) => [file, (found.get(join(root, file)) ?? []).map((other) => nameFrom(root, other))]))
}

function outputsOf(workspace: string): Outputs {
  let folder: string | undefined
  const prepared = (): string => (folder ??= createOutputFolder(environment('RUNNER_TEMP') ?? tmpdir(), workspace))
  return {
    prepare: () => {
      prepared()
    },
    write: (name, text) => writeOutput(prepared(), name, text),
  }
}

/** With a listener, a signal that asks to end waits until the files that are being replaced are all replaced. */
function finishBeforeLeaving(): void {
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
}

/** GitHub passes no secrets to a run for a fork's pull request, and only those made for it to Dependabot's runs. */
function withholderOf({ event, repository, pullRequest }: WorkflowRun, actor: string | undefined): Withholder {
  const isOfFork =
    event === 'pull_request' && pullRequest && !isSameRepository(pullRequest.headRepository ?? '', repository)
  if (isOfFork) return 'fork'
  return actor === 'dependabot[bot]' ? 'dependabot' : undefined
}
