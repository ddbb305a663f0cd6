import type { ReportedWorkload } from '../outcome/workload.ts'

/** The changes in a workload, one line each; an added or removed container takes a single line. */
export function changeTexts({ action, changes = [] }: Pick<ReportedWorkload, 'action' | 'changes'>): string[] {
  if (changes.length === 0) return []
  if (action === 'injected') return [`adds ${listed(changes.map(({ path, to }) => [path, to]))}`]
  if (action === 'removed') return [`removes ${listed(changes.map(({ path, from }) => [path, from]))}`]
  return changes.map(({ path, from, to }) => `${path}: ${value(from)} → ${value(to)}`)
}

function listed(parts: readonly (readonly [string, string | null])[]): string {
  return parts.map(([path, name]) => `${WORDS[path] ?? path} ${value(name)}`).join(', ')
}

const WORDS: Readonly<Record<string, string>> = { initContainer: 'init container' }

function value(text: string | null): string {
  return text === null ? '(none)' : text.replace(TOO_LONG, '$1…$2')
}

/** More than 200 characters: only both ends are shown, since images often differ there. The report has the whole text. */
const TOO_LONG = /^(.{100}).{2,}(.{99})$/su
