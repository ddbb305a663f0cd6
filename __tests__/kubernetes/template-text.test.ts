import { describe, expect, test } from '@jest/globals'

import { isTemplateText } from '../../src/kubernetes/template-text.ts'

/** What no YAML reader takes. */
const BROKEN = 'broken: "\n'

describe('a text that nobody reads is a template', () => {
  test.each([
    ['a line of its own', '{{- if .Values.web }}\nkind: Deployment\n{{- end }}\n'],
    ['an indented line', 'spec:\n  {{- toYaml .Values.spec | nindent 2 }}\n'],
    ['a value', 'name: {{ .Release.Name }}\n'],
    ['an item', 'args:\n- {{ .Values.arg }}\n'],
    ['an item in brackets', 'args: [{{ .Values.arg }}]\n'],
    ['a value behind a key in quotes', '"name": {{ .Release.Name }}\n'],
    ['a key', 'labels:\n  {{ .Values.key }}: web\n'],
    ['a part of a name', 'metadata:\n  name: web-{{ .Release.Name }}\n'],
    ['a part of an image', '  - image: "{{ .Values.image }}:{{ .Values.tag }}"\n'],
    ['quotes within those of the value', 'args:\n- "--name={{ include "web.name" . }}"\n'],
    ['Jinja', '{% if web %}\nkind: Deployment\n{% endif %}\n'],
    ['ERB', 'replicas: <%= replicas %>\n'],
  ])('%s', (_what, text) => {
    expect(isTemplateText(text + BROKEN)).toBe(true)
  })
})

describe('a text that nobody reads is no template for', () => {
  test.each([
    ['no placeholder', 'kind: Deployment\n'],
    ['a text in single quotes', "args: ['--format={{ .Name }}']\n"],
    ['a text in double quotes', 'summary: "{{ $labels.pod }} is down"\n'],
    ['a text in quotes over lines', "j: '{\n    {{ le }}\n  }'\n"],
    ['a text in quotes that goes on at the left edge', "data:\n  j: '{\n{{ le }}\n}'\n"],
    ['the middle of a text without quotes', 'command: echo {{ x }}\n'],
    ['a comment', '# name: {{ x }}\na: b # {{ x }}\n'],
    ['a block scalar', 'data:\n  a: |\n    {{ x }}\n    name: {{ y }}\n  b: >-\n    {{ z }}\n'],
    ['a block scalar, with CR as line ends', 'data:\r  a: |\r    {{ x }}\r  b: "{{ y }}"\r'],
    ['a text in quotes, with line separators as line ends', 'a: b\u2028c: "{{ y }}"\u2028'],
    ['a block scalar in a list', 'args:\n- |\n  {% if x %}\n'],
  ])('%s', (_what, text) => {
    expect(isTemplateText(text + BROKEN)).toBe(false)
  })
})
