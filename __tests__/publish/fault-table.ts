import type { PlacedRequest, RequestFault } from './fault-kinds.ts'
import type { Row } from './fault-row.ts'

/** How much of a message a line shows. */
const SHOWN = 160

/** The part of the table that is about one scenario. */
export interface Section {
  readonly name: string
  /** By what stands in front of them. */
  readonly lines: ReadonlyMap<string, string>
  /** Every message, whole. */
  readonly messages: readonly string[]
}

const LEGEND = `What comes of a fault at any request. UPDATE_GOLDEN=1 npm test -- __tests__/publish/fault-table writes it.

request | fault | outcome (how many requests more or fewer than without a fault) | branch | pull request | next run | message

`

export function keyOf({ at, name }: PlacedRequest, { label }: RequestFault): string {
  return `${at} ${name} | ${label}`
}

export function sectionOf(name: string, rows: readonly Row[]): Section {
  return {
    name,
    lines: new Map(rows.map((row) => [keyOf(row.request, row.fault), lineOf(row)])),
    messages: [...new Set(rows.map(({ message }) => message).filter(Boolean))].sort(),
  }
}

function lineOf(row: Row): string {
  const { request, fault, outcome, branch, pull, again, message } = row
  const cells = [keyOf(request, fault), outcome, branch, pull, shortened(again), shortened(message)]
  return cells.filter(Boolean).join(' | ')
}

function shortened(message: string): string {
  return message.length > SHOWN ? `${message.slice(0, SHOWN)}…` : message
}

/** The table as a text. */
export function printed(sections: readonly Section[]): string {
  const texts = sections.map(({ name, lines, messages }) =>
    [`# ${name}`, '', ...lines.values(), '', '## Messages', '', ...messages, '', ''].join('\n'),
  )
  return LEGEND + texts.join('')
}

/** The sections of a text that {@link printed} has made. */
export function parsed(text: string): readonly Section[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((section) => {
      const [rows = '', messages = ''] = section.split('\n## Messages\n')
      const [name = '', ...lines] = rows.split('\n')
      return {
        name,
        lines: new Map(lines.filter(Boolean).map((line) => [line.split(' | ').slice(0, 2).join(' | '), line])),
        messages: messages.split('\n').filter(Boolean),
      }
    })
}
