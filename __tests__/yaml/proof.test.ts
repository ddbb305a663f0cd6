import { describe, expect, test } from '@jest/globals'

import { ProofError, prove, type Expected } from '../../src/yaml/proof.ts'
import { splitStream } from '../../src/yaml/stream.ts'
import type { Value } from '../../src/yaml/value.ts'

const FIRST = '# one\nkind: ConfigMap\ndata: {word: s3cr37p455}\n'
const SECOND = 'kind: Deployment\nspec:\n  image: web:1\n'
const THIRD = 'kind: Service\n'
const BEFORE = [FIRST, SECOND, THIRD].join('---\n')

/** What the second document has to stand for. */
const ASKED: Value = { kind: 'Deployment', spec: { volumes: [{ name: 's3cr37p455' }], image: 'web:1' } }
const GOOD = 'kind: Deployment\nspec:\n  volumes:\n  - name: s3cr37p455\n  image: web:1\n'

function proofOf(
  text: string,
  expected: ReadonlyMap<number, Expected> = new Map([[1, { value: ASKED, repeatedKeys: 0 }]]),
): unknown {
  try {
    prove(splitStream(BEFORE), text, expected)
  } catch (error) {
    return error
  }
  return undefined
}

describe('prove accepts', () => {
  test.each([
    ['what was asked', [FIRST, GOOD, THIRD].join('---\n')],
    ['what was asked in another form', [FIRST, `${JSON.stringify(ASKED)}\n`, THIRD].join('---\n')],
    ['comments in the document that had to change', [FIRST, `${GOOD}# end\n`, THIRD].join('---\n')],
  ])('%s', (_what, text) => {
    expect(proofOf(text)).toBeUndefined()
  })

  test('a key that stood twice before', () => {
    const text = [FIRST, `${GOOD}kind: Deployment\n`, THIRD].join('---\n')

    expect(proofOf(text, new Map([[1, { value: ASKED, repeatedKeys: 1 }]]))).toBeUndefined()
  })

  test('a text that did not have to change and did not', () => {
    expect(proofOf(BEFORE, new Map())).toBeUndefined()
  })
})

const REFUTED: readonly { what: string; text: string; message: RegExp }[] = [
  { what: 'the old text', text: BEFORE, message: /^document 1 does not have the requested content$/ },
  {
    what: 'another value in the workload',
    text: [FIRST, GOOD.replace('web:1', 'web:2'), THIRD].join('---\n'),
    message: /^document 1 does not have the requested content$/,
  },
  {
    what: 'a value of another type in the workload',
    text: [FIRST, GOOD.replace('kind: Deployment', 'kind: !!binary Deployment'), THIRD].join('---\n'),
    message: /^document 1 does not have the requested content$/,
  },
  {
    what: 'a key more in the workload',
    text: [FIRST, `${GOOD}status: {}\n`, THIRD].join('---\n'),
    message: /^document 1 does not have the requested content$/,
  },
  {
    what: 'a key twice in the workload',
    text: [FIRST, `${GOOD}kind: Deployment\n`, THIRD].join('---\n'),
    message: /^document 1 does not have the requested content$/,
  },
  {
    what: 'another value in another document',
    text: [FIRST.replace('word', 'ward'), GOOD, THIRD].join('---\n'),
    message: /^document 0 changed unexpectedly$/,
  },
  {
    what: 'a byte of another document that means nothing',
    text: [FIRST.replace('# one', '# One'), GOOD, THIRD].join('---\n'),
    message: /^document 0 changed unexpectedly$/,
  },
  {
    what: 'a blank more at the end of another document',
    text: [FIRST, GOOD, THIRD.replace('\n', ' \n')].join('---\n'),
    message: /^document 2 changed unexpectedly$/,
  },
  {
    what: 'a document more',
    text: [FIRST, GOOD, THIRD, THIRD].join('---\n'),
    message: /^3 documents became 4$/,
  },
  { what: 'a document less', text: [FIRST, GOOD].join('---\n'), message: /^3 documents became 2$/ },
  { what: 'documents in another order', text: [GOOD, FIRST, THIRD].join('---\n'), message: /^document 0 changed/ },
  { what: 'nothing', text: '', message: /^3 documents became 0$/ },
  {
    what: 'a text that is no YAML',
    text: [FIRST, `${GOOD}\t- s3cr37p455: [\n`, THIRD].join('---\n'),
    message: /^the rewritten text is not YAML$/,
  },
  {
    what: 'an alias without its anchor',
    text: [FIRST, GOOD.replace('web:1', '*s3cr37p455'), THIRD].join('---\n'),
    message: /^document 1 cannot be resolved$/,
  },
]

describe('prove refutes', () => {
  test.each(REFUTED)('$what', ({ text, message }) => {
    const error = proofOf(text)

    expect(error).toBeInstanceOf(ProofError)
    expect((error as ProofError).message).toMatch(message)
  })

  test.each(REFUTED)('$what, with nothing of the text in its message', ({ text }) => {
    const { message, stack } = proofOf(text) as ProofError

    for (const word of ['s3cr37p455', 'ConfigMap', 'volumes', 'web:'])
      expect(message + (stack ?? '')).not.toContain(word)
  })
})
