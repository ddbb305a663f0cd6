import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { parse } from 'yaml'

/** The page of a rule, as its readers see it. */
export interface Page {
  readonly text: string
  readonly headings: readonly string[]
  /** The section "How to fix it", as one line. */
  readonly fix: string
  /** The manifest and the inputs that the rule fires for. */
  readonly manifest: string
  readonly inputs: Readonly<Record<string, string>>
  readonly links: readonly string[]
}

/** The page of a rule: `docs/rules/NAME.md`. */
export function pageOf(rule: string): Page {
  const text = readFileSync(fileURLToPath(new URL(`../../docs/rules/${rule}.md`, import.meta.url)), 'utf8')
  const [manifest = '', step = '{}'] = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, code = '']) => code)
  const { with: inputs = {} } = parse(step) as { readonly with?: Page['inputs'] }
  return {
    text,
    headings: [...text.matchAll(/^#+ .+$/gm)].map(([heading]) => heading),
    fix: sectionOf(text, 'How to fix it').replace(/\s+/g, ' ').trim(),
    manifest,
    inputs,
    links: [...sectionOf(text, 'Sources').matchAll(/^- \[.+\]\((.+)\)$/gm)].map(([, url = '']) => url),
  }
}

function sectionOf(text: string, heading: string): string {
  const [, section = ''] = text.split(`\n## ${heading}\n`)
  return section.split('\n## ')[0] ?? ''
}
