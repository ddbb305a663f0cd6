import { readFileSync } from 'node:fs'

const PAGE = readFileSync(new URL('../docs/refusals.md', import.meta.url), 'utf8')

/** Every reason that the documentation names, `…` standing for a name. */
export const DOCUMENTED: readonly string[] = [...PAGE.matchAll(/^> (.*)$/gm)].map(([, reason = '']) => reason)

/** Whether the documentation names a reason. */
export function isDocumented(reason: string): boolean {
  return documentedAs(reason) !== undefined
}

/** The documentation's words for a reason; for a text that cannot be read, for what is wrong with it. */
export function documentedAs(reason: string): string | undefined {
  const fault = /^the text cannot be read: (.*), or exclude the file/s.exec(reason)?.[1]
  return DOCUMENTED.find((documented) => matches(fault ?? reason, documented))
}

function matches(reason: string, documented: string): boolean {
  const pattern = documented
    .split('…')
    .map((part) => part.replace(/[^A-Za-z0-9 ]/g, '\\$&'))
    .join('.+')
  return new RegExp(`^${pattern}$`, 's').test(reason)
}
