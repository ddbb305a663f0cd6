import { describe, expect, test } from '@jest/globals'
import { parseImageReference } from '../../src/settings/image-reference.ts'

const SHA256 = 'a1'.repeat(32)
const SHA512 = 'a1'.repeat(64)

test.each([
  'ghcr.io/repo/migrations:v0.1.2',
  `ghcr.io/repo/migrations@sha256:${SHA256}`,
  `ghcr.io/repo/migrations:v0.1.2@sha256:${SHA256}`,
  `migrations@sha512:${SHA512}`,
  `migrations@sha384:${'0'.repeat(96)}`,
  'migrations:v1',
  'migrations:5000',
  'localhost/migrations:v1',
  'localhost:5000/migrations:v1',
  'registry:5000/a/b/c/d:v1',
  'Registry.Example.COM:443/a:v1',
  '127.0.0.1:5000/a:v1',
  '[::1]/a:v1',
  '[2001:db8::1]:5000/a:v1',
  'a/b.c_d__e---f:v1',
  'a:_V1.0-rc.1',
  `a:${'t'.repeat(128)}`,
  `${'a'.repeat(255)}:v1`,
])('accepts %s', (text) => {
  expect(parseImageReference(text)).toEqual({ value: text })
})

test.each([
  ['ghcr.io/repo/migrations', 'which has neither; add the tag that was built, such as :v0.1.2'],
  ['localhost:5000/migrations', 'which has neither; add the tag that was built, such as :v0.1.2'],
  ['https://ghcr.io/repo/migrations:v1', 'which is a web address; give what `docker pull` takes, without "https://"'],
  ['http://localhost:5000/a:v1', 'which is a web address; give what `docker pull` takes, without "https://"'],
  ['docker://ghcr.io/repo/migrations:v1', 'which is how a workflow writes a step\'s `uses`; take out "docker://"'],
  ['oci://ghcr.io/repo/migrations:v1', 'which has a scheme in front; take out all up to "://"'],
  ['ghcr.io/repo/migrations: v1', 'which has a blank; take it out, and give one reference'],
  ['ghcr.io/a:v1 ghcr.io/b:v1', 'which has a blank; take it out, and give one reference'],
  ['- ghcr.io/a:v1', 'which is an item of a YAML list; take out the "-"'],
  ['ghcr.io/a:v1\nghcr.io/b:v1', 'which has more than one line; give one reference'],
  ['ghcr.io/a\u0007:v1', 'which has a control character; take it out'],
  ['ghcr.io/a:$TAG', 'which has a variable, and nothing expands it here; give an expression such as ${{ env.TAG }}'],
  ['ghcr.io/a:${TAG}', 'which has a variable'],
  ['$IMAGE', 'which has a variable'],
  ['"ghcr.io/a:v1"', 'which has quotes around it; take them out'],
  ["'ghcr.io/a:v1'", 'which has quotes around it; take them out'],
  ['ghcr.io/a:v1"', 'which has quotes around it; take them out'],
  ['“ghcr.io/a:v1”', 'which has quotes around it; take them out'],
  [
    'ghcr.io/repo/migrations:feature/login',
    'whose tag "feature/login" has a "/", which no tag may have; put "-" in its place, where the image is built, too',
  ],
  ['migrations:feature/login', 'whose tag "feature/login" has a "/"'],
  ['registry:5000/migrations:a/b/c', 'whose tag "a/b/c" has a "/"'],
  [`ghcr.io/a:feature/login@sha256:${SHA256}`, 'whose tag "feature/login" has a "/"'],
  [':v1', 'which has no name in front; give the repository too'],
  [`@sha256:${SHA256}`, 'which has no name in front; give the repository too'],
  ['ghcr.io/Repo/migrations:v1', 'whose repository has upper-case letters; write it in lower case'],
  ['MyOrg/migrations:v1', 'whose repository has upper-case letters; write it in lower case'],
  ['Migrations:v1', 'whose repository has upper-case letters; write it in lower case'],
  [`${'a'.repeat(256)}:v1`, 'whose name has 256 characters; at most 255 are allowed'],
  ['my_registry:5000/a:v1', 'whose registry "my_registry:5000" is not HOST or HOST:PORT; correct it'],
  ['ghcr.io:/a:v1', 'whose registry "ghcr.io:" is not HOST or HOST:PORT; correct it'],
  ['-ghcr.io/a:v1', 'whose registry "-ghcr.io" is not HOST or HOST:PORT; correct it'],
  ['repo:v1/a:v1', 'whose registry "repo:v1" is not HOST or HOST:PORT; correct it'],
  ['[::1/a:v1', 'whose registry "[::1" is not HOST or HOST:PORT; correct it'],
  ['ghcr.io//a:v1', 'which has nothing before, between or after a "/"; take out the "/" or fill it in'],
  ['/a:v1', 'which has nothing before, between or after a "/"; take out the "/" or fill it in'],
  ['ghcr.io/a/:v1', 'which has nothing before, between or after a "/"; take out the "/" or fill it in'],
  ['ghcr.io/a/b_-c:v1', 'whose path has "b_-c"; use lower-case letters and digits, with ".", "_", "__" or "-" between'],
  ['ghcr.io/a..b:v1', 'whose path has "a..b"; use lower-case'],
  ['ghcr.io/-a:v1', 'whose path has "-a"; use lower-case'],
  ['ghcr.io/a$b:v1', 'whose path has "a$b"; use lower-case'],
  ['a:', 'whose tag is empty; give it after the ":"'],
  [`a:@sha256:${SHA256}`, 'whose tag is empty; give it after the ":"'],
  ['a:.v1', 'whose tag is ".v1"; use letters, digits, "_", "." and "-", with no "." or "-" in front'],
  ['a:v1+build', 'whose tag is "v1+build"; use letters'],
  [`a:${'t'.repeat(129)}`, 'whose tag has 129 characters; at most 128 are allowed'],
  ['a@', 'whose digest is not ALGORITHM:HEX; copy it whole, such as sha256:… with 64 digits'],
  [`a@${SHA256}`, 'whose digest is not ALGORITHM:HEX; copy it whole, such as sha256:… with 64 digits'],
  [`a@sha256:${SHA256.slice(1)}`, 'whose sha256 digest has 63 digits instead of 64; copy it whole'],
  ['a@sha256:', 'whose sha256 digest has 0 digits instead of 64; copy it whole'],
  [`a@sha512:${SHA256}`, 'whose sha512 digest has 64 digits instead of 128; copy it whole'],
  [
    `a@sha256:${SHA256.toUpperCase()}`,
    'whose sha256 digest has other characters than 0-9 and a-f in lower case; copy it',
  ],
  [`a@sha256:${SHA256}@sha256:${SHA256}`, 'whose sha256 digest has other characters than 0-9 and a-f in lower case'],
  [`a@sha265:${SHA256}`, 'is "sha265"; Kubernetes takes sha256, sha384, sha512: did you mean sha256?'],
  [`a@md5:${SHA256}`, 'is "md5"; Kubernetes takes sha256, sha384, sha512: give a digest of one of them'],
])('refuses %j', (text, flaw) => {
  const verdict = parseImageReference(text)

  expect(verdict).toEqual({ problem: expect.stringContaining(flaw) })
})

describe('the whole sentence', () => {
  test('says what was expected, what was found and what to do', () => {
    expect(parseImageReference('ghcr.io/repo/migrations')).toEqual({
      problem:
        'expected [HOST[:PORT]/]PATH[:TAG][@DIGEST] with a tag or a digest, found "ghcr.io/repo/migrations", ' +
        'which has neither; add the tag that was built, such as :v0.1.2',
    })
  })

  test('does not show the user and password of a URL', () => {
    expect(parseImageReference('https://me:pw@ghcr.io/a:v1')).toEqual({
      problem: expect.stringContaining('found "https://***@ghcr.io/a:v1"'),
    })
  })
})
