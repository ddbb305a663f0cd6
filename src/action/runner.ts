import { EOL } from 'node:os'

import * as core from '@actions/core'

import { unicodeEscaped } from '../yaml/render.ts'
import { changeTexts } from '../messages/changes.ts'
import { explain } from '../messages/diagnostics.ts'
import { placeOf } from '../messages/location.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'

/** An input's text as the runner passes it; empty when it is not given. Not trimmed. */
export function readInput(name: string): string {
  return core.getInput(name, { trimWhitespace: false })
}

/** The names of all inputs of the step, known or not, as the runner spells them: in lower case here, with `_` for blanks. */
export function givenInputs(): string[] {
  return Object.keys(process.env).flatMap((name) => {
    const [, input] = /^INPUT_([^a-z]+)$/.exec(name) ?? []
    return input === undefined ? [] : input.toLowerCase()
  })
}

/** Has the runner mask texts in all that is printed from now on. */
export function maskInLog(texts: readonly string[]): void {
  for (const text of texts) core.setSecret(text)
}

/** Prints a line that no name in a manifest can turn into a command for the runner. */
export function logLine(line: string): void {
  process.stdout.write(`${printable(line)}${EOL}`)
}

/** Prints a text that only a run with debug logging shows. */
export function debugLine(text: string): void {
  core.debug(printable(text))
}

/** Shows a diagnostic in the log and, where it has a file, as an annotation there. */
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
  // The runner's log shows the message alone, without its properties.
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

/** Adds to the job summary, where the runner has one. */
export async function writeSummary(markdown: string): Promise<void> {
  if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write()
}

/**
 * A text on one line: control and invisible characters escaped, and without the `##[` that the runner takes for a command anywhere
 * in a line.
 */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped).replaceAll('##[', '## [')
}

/** A character as JSON writes it, also where JSON need not escape it. */
function escaped(character: string): string {
  const json = JSON.stringify(character).slice(1, -1)
  return json === character ? unicodeEscaped(character) : json
}
