import { describe, expect, test } from '@jest/globals'
import { atlasHcl } from '../../src/atlas/atlas-hcl.ts'

describe('atlasHcl', () => {
  test('writes one environment with its URL', () => {
    expect(atlasHcl('k8s', 'mysql://root:s3cr37p455@dbhostname.io:3306/db')).toBe(
      'env "k8s" {\n  url = "mysql://root:s3cr37p455@dbhostname.io:3306/db"\n}\n',
    )
  })

  // Each written form was read back by github.com/hashicorp/hcl/v2 (2.0.0, 2.10.0, 2.13.0, 2.18.1, 2.25.0), as every
  // other text of up to 6 characters of `$ % { } " \ a`, and hundreds of thousands of random ones.
  test.each([
    ['"', String.raw`\"`],
    ['\\', String.raw`\\`],
    ['\\"', String.raw`\\\"`],
    ['\\n', String.raw`\\n`],
    ['\n\r\t', String.raw`\n\r\t`],
    ['\u0000\u001b\u007f\u0085', String.raw`\u0000\u001b\u007f\u0085`],
    ['$', '$'],
    ['$$', '$$'],
    ['%', '%'],
    ['%40%7B', '%40%7B'],
    ['{}', '{}'],
    ['$}', '$}'],
    ['${x}', '$${x}'],
    ['%{x}', '%%{x}'],
    ['$${x}', '$$${x}'],
    ['%%{x}', '%%%{x}'],
    ['$$${', '$$$${'],
    ['$$$${', '$$$$${'],
    ['$%{', '$%%{'],
    ['%${', '%$${'],
    ['${${', '$${$${'],
    ['\\${', '\\\\$${'],
    ['${"a"}', '$${\\"a\\"}'],
    ['$\n{', String.raw`$\n{`],
    ['é 😀', 'é 😀'],
  ])('%j stands as %s', (text, written) => {
    expect(atlasHcl(text, text)).toBe(`env "${written}" {\n  url = "${written}"\n}\n`)
  })

  test('percent-encodes a URL that HCL would bring to another Unicode form', () => {
    expect(atlasHcl('e\u0301', 'postgres://u:e\u0301\u{1f600}%40@h/db')).toBe(
      'env "e\u0301" {\n  url = "postgres://u:e%CC%81%F0%9F%98%80%40@h/db"\n}\n',
    )
  })
})
