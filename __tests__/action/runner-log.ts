/** What a runner makes of the text that a step writes. */

export interface Annotation {
  readonly level: string
  readonly message: string
  readonly title?: string
  readonly file?: string
  readonly line?: string
  readonly col?: string
}

export interface ParsedLog {
  readonly log: string
  readonly masks: readonly string[]
  readonly annotations: readonly Annotation[]
}

/** A runner reads a step's output line by line, and takes a lone carriage return for a line end, too. */
export const LINE_END = /\r\n|\n|\r/

const COMMAND = /^\s*::([a-z-]+)(?: ([^\n]*?))?::(.*)$/

/** A step's log: workflow commands carried out, debug lines hidden, masked values replaced. */
export function parseLog(raw: string): ParsedLog {
  const masks: string[] = []
  const annotations: Annotation[] = []
  const shown: string[] = []
  // A runner masks what comes after the command, and nothing before it.
  const show = (text: string): void => {
    shown.push(masks.reduce((masked, mask) => (mask === '' ? masked : masked.replaceAll(mask, '***')), text))
  }
  for (const line of raw.split(LINE_END)) {
    const [, command, properties = '', value = ''] = COMMAND.exec(line) ?? []
    if (command === undefined) show(line)
    else if (command === 'add-mask') masks.push(unescaped(value))
    else if (command === 'error' || command === 'warning' || command === 'notice') {
      annotations.push({ level: command, message: unescaped(value), ...propertiesOf(properties) })
      show(`${command}: ${unescaped(value)}`)
    } else if (command !== 'debug') throw new Error(`The runner was given the command ${command}.`)
  }
  return { log: shown.join('\n'), masks, annotations }
}

/** The outputs in the form `NAME<<DELIMITER`, the value's lines, `DELIMITER`. */
export function parseOutputs(text: string): Record<string, string> {
  const blocks = text.matchAll(/^([a-z-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)
  return Object.fromEntries([...blocks].map(([, name = '', , value = '']) => [name, value]))
}

function propertiesOf(text: string): Record<string, string> {
  const pairs = text.matchAll(/([a-zA-Z]+)=([^,]*)/g)
  return Object.fromEntries([...pairs].map(([, name = '', value = '']) => [name, unescaped(value)]))
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}
