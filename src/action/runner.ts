import { EOL } from 'node:os'

import * as core from '@actions/core'

import { unicodeEscaped } from '../yaml/render.ts'
import { changeTexts } from '../messages/changes.ts'
import { explain } from '../messages/diagnostics.ts'
import { placeOf } from '../messages/location.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'

/** The text of an input as the runner passes it; empty when it is not given. Not trimmed. */
export function readInput(name: string): string {
  return core.getInput(name, { trimWhitespace: false })
}

/** The names of all inputs of the step, known or not, as the runner spells them: in lowercase, with `_` for spaces. */
export function givenInputs(): string[] {
  return Object.keys(process.env).flatMap((name) => {
    const [, input] = /^INPUT_([^a-z]+)$/.exec(name) ?? []
    return input === undefined ? [] : input.toLowerCase()
  })
}

/** Masks texts in everything that is printed from now on. */
export function maskInLog(texts: readonly string[]): void {
  for (const text of texts) core.setSecret(text)
}

/** Prints a line. No name in a manifest can turn it into a command for the runner. */
export function logLine(line: string): void {
  process.stdout.write(`${printable(line)}${EOL}`)
}

/** Prints a text that only a run with debug logging shows. */
export function debugLine(text: string): void {
  core.debug(printable(text))
}

/** Shows a diagnostic in the log and, if it has a file, as an annotation. */
export function annotate(diagnostic: Diagnostic): void {
  const { severity, location } = diagnostic
  const { title, message, snippet = [] } = explain(diagnostic)
  const { file, line, column } = location ?? {}
  const properties = {
    title: printable(title),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { startLine: line }),
    ...(column !== undefined && { startColumn: column }),
  }
  // The runner's log shows only the message, without its properties.
  const changes = diagnostic.code === 'outdated' ? changeTexts(diagnostic.workload) : []
  const text = [`${placeOf(location) || title}: ${message}`, ...changes, ...snippet].map(printable).join('\n')
  if (severity === 'error') core.error(text, properties)
  else if (severity === 'warning') core.warning(text, properties)
  else core.notice(text, properties)
}

/** Sets an output of the action. */
export function setOutput(name: string, value: string): void {
  core.setOutput(name, value)
}

/** Adds to the job summary, if the runner has one. */
export async function writeSummary(markdown: string): Promise<void> {
  if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write()
}

/**
 * A text on one line, with control and invisible characters escaped, and without `##[`, which the runner reads as a
 * command anywhere in a line.
 */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped).replaceAll('##[', '## [')
}

/** A character as a JSON escape, even where JSON does not require one. */
function escaped(character: string): string {
  const json = JSON.stringify(character).slice(1, -1)
  return json === character ? unicodeEscaped(character) : json
}
