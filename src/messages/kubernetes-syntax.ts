import type { NameFault, NameForm } from '../kubernetes/names.ts'
import type { SelectorFault, SelectorPart } from '../kubernetes/selector-syntax.ts'
import { excerpt } from './excerpt.ts'
import { wordsFor, type Words } from './words.ts'

const CHARACTERS: Readonly<Record<NameForm, string>> = {
  label: 'lowercase letters, digits and `-`',
  subdomain: 'lowercase letters, digits, `-` and `.`',
  key: 'letters, digits, `-`, `_` and `.`',
}

const FORMS: Readonly<Record<NameForm, string>> = {
  label: 'Start and end it with a letter or digit.',
  subdomain: 'Start and end it, and each part between dots, with a letter or digit.',
  key: 'A key is not `.` and does not start with `..`.',
}

const NAME_WORDS: Words<NameFault, [found: string, NameForm]> = {
  'foreign-character': ({ character }, found, form) =>
    `${excerpt(found)} contains ${excerpt(character)}. Use ${CHARACTERS[form]}.`,
  'too-long': ({ length, longest }, found) => `${excerpt(found)} has ${length} characters. Use at most ${longest}.`,
  'wrong-form': (_, found, form) => `${excerpt(found)} is invalid. ${FORMS[form]}`,
}

const PARTS: Readonly<Record<SelectorPart, string>> = {
  comma: 'a comma',
  label: 'a label',
  operator: '`=`, `==`, `!=`, `in`, `notin`, `<` or `>`',
  value: 'a value',
  'opening-parenthesis': '`(`',
  'comma-or-closing-parenthesis': '`,` or `)`',
  'whole-number': 'a whole number',
}

const LABEL_CHARACTERS = 'at most 63 letters, digits, `-`, `_` and `.`, starting and ending with a letter or digit'

const SELECTOR_WORDS: Words<SelectorFault, [selector: string]> = {
  'unexpected-part': ({ expected, found }, selector) =>
    `${excerpt(selector)} ${found === '' ? 'ends' : `has ${excerpt(found)}`} where ${PARTS[expected]} is expected. Write it as in \`app=web,tier in (api,web)\`.`,
  'no-label-key': ({ found }) =>
    `${excerpt(found)} is not a label. Use ${LABEL_CHARACTERS}, optionally after a domain and \`/\`.`,
  'no-label-value': ({ found }) => `${excerpt(found)} is not the value of a label. Use ${LABEL_CHARACTERS}.`,
}

/** What is wrong with a name, and what to do. */
export function nameWords(fault: NameFault, found: string, form: NameForm): string {
  return wordsFor(NAME_WORDS, fault, found, form)
}

/** What is wrong with a label selector, and what to do. */
export function selectorWords(fault: SelectorFault, selector: string): string {
  return wordsFor(SELECTOR_WORDS, fault, selector)
}
