import { describe, expect, test } from '@jest/globals'
import { judgeArguments } from '../../src/settings/arguments.ts'

const NOTHING = { problems: [], doubts: [] }
const EXPECTED = 'expected arguments of `atlas migrate apply`, found'
const WHOLE = 'what is no flag is the amount of migrations to apply, a whole number; correct it, or take it out'

describe('accepts', () => {
  test.each([
    [[]],
    [['1']],
    [['--dry-run', '2']],
    [['--dry-run', '--', '2']],
    [['--baseline', '20240101000000', '--lock-timeout=10s', '1']],
    [['--lock-timeout', '-1s']],
    [['--lock-timeout=1h30m']],
    [['--lock-timeout=0']],
    [['--lock-timeout=$(TIMEOUT)', '$(AMOUNT)']],
    [['--tx-mode', 'none']],
    [['--exec-order=non-linear']],
    [['--dry-run=false', '--allow-dirty', '--allow-dirty=T']],
    [['-u', 'postgres://db/app']],
    [['-upostgres://db/app']],
    [['-u=postgres://db/app']],
    [['--url=postgres://db/app']],
    [['--dir=file:///my migrations']],
    [['--dir', 'file:///migrations?format=flyway']],
    [['--format={{ json . }}']],
    [['--format="{{ .Env }}"', '--var="a=b"']],
    [['--format', '{{ json . }}']],
    [['--var=a=b c', '--var', 'd=e']],
    [
      [
        '--revisions-schema=public',
        '--lock-name=shop',
        '--skip-lock',
        '--to-version=3',
        '--context={}',
        '-w',
        '--log=x',
      ],
    ],
  ])('%j', (lines) => {
    expect(judgeArguments(lines)).toEqual(NOTHING)
  })
})

describe('refuses', () => {
  test.each([
    [['--lock-timout'], `${EXPECTED} "--lock-timout"; did you mean \`--lock-timeout\`?`],
    [['--lock-timout=5m'], `${EXPECTED} "--lock-timout=5m"; did you mean \`--lock-timeout\`?`],
    [['--lock_timeout=5m'], 'did you mean `--lock-timeout`?'],
    [['--lockTimeout=5m'], 'did you mean `--lock-timeout`?'],
    [['--Lock-Timeout=5m'], 'did you mean `--lock-timeout`?'],
    [['--dryrun'], 'did you mean `--dry-run`?'],
    [['--dry-run,'], 'did you mean `--dry-run`?'],
    [['--allow_dirty'], 'did you mean `--allow-dirty`?'],
    [['--vars=a=b'], 'did you mean `--var`?'],
    [['--exec-ordr=linear'], 'did you mean `--exec-order`?'],
    [['---dry-run'], 'did you mean `--dry-run`?'],
    [
      ['lock-timeout=5m'],
      `${EXPECTED} "lock-timeout=5m"; a flag starts with two dashes: did you mean \`--lock-timeout\`?`,
    ],
    [['lock-timeout: 5m'], 'a flag starts with two dashes: did you mean `--lock-timeout`?'],
    [['dry-run'], 'a flag starts with two dashes: did you mean `--dry-run`?'],
    [['allowdirty'], 'did you mean `--allow-dirty`?'],
    [['–dry-run'], 'a flag starts with two dashes: did you mean `--dry-run`?'],
    [['—lock-timeout=5m'], 'a flag starts with two dashes: did you mean `--lock-timeout`?'],
    [['-lock-timeout=5m'], `${EXPECTED} "-lock-timeout=5m"; a flag has two dashes: did you mean \`--lock-timeout\`?`],
    [['-dry-run'], 'a flag has two dashes: did you mean `--dry-run`?'],
    [['-url=x'], 'a flag has two dashes: did you mean `--url`?'],
    [['--lock-timeout:5m'], 'put "=" between `--lock-timeout` and its value'],
    [['--lock-timeout 5m'], 'write each on its own line, or a flag and its value with "="'],
    [['--lock-timeout'], `${EXPECTED} "--lock-timeout"; it takes a value: write it behind "=", or on the next line`],
    [['--baseline', '--dry-run'], `${EXPECTED} "--baseline"; it takes a value`],
    [['-u'], 'it takes a value'],
    [
      ['--lock-timeout=5'],
      'the value of `--lock-timeout`: expected a duration with its unit such as 30s or 5m, found "5"',
    ],
    [['--lock-timeout', '5 minutes'], 'expected a duration with its unit such as 30s or 5m, found "5 minutes"'],
    [
      ['--tx-mode=al'],
      'the value of `--tx-mode`: expected one of `none`, `file`, `all`, found "al"; did you mean `all`?',
    ],
    [['--exec-order', 'nonlinear'], 'expected one of `linear`, `linear-skip`, `non-linear`, found "nonlinear"'],
    [['--dry-run=yes'], 'expected `true` or `false`, found "yes"'],
    [['--dry-run', 'true'], `${EXPECTED} "true"; ${WHOLE}`],
    [['all'], `${EXPECTED} "all"; ${WHOLE}`],
    [['0'], WHOLE],
    [['1.5'], WHOLE],
    [['1', '2'], `${EXPECTED} "2"; there is an amount of migrations already; take one out`],
    [['atlas'], 'it stands in front of them already; take it out'],
    [['migrate'], 'it stands in front of them already; take it out'],
    [['apply'], 'it stands in front of them already; take it out'],
    [['-c', 'file://x'], 'it is set by us'],
    [['-cfile://x'], 'it is set by us'],
    [['--config=file://x'], 'it is set by us'],
    [['--env=prod'], 'it is set by us'],
    [['- --dry-run'], 'which is an item of a YAML list; take out the "-"'],
    [['"--dry-run"'], 'whose quotes would be part of it; take them out'],
    [['--baseline', '"20240101"'], 'whose quotes would be part of it; take them out'],
    [['["--dry-run"]'], 'which is a list in brackets'],
    [
      ['--dir="file:///x"'],
      'the value of `--dir`: found "\\"file:///x\\"", whose quotes would be part of it; take them out',
    ],
    [['--lock-timeout="5m"'], 'expected a duration with its unit such as 30s or 5m'],
    [['a, b'], WHOLE],
  ])('%j', (lines, problem) => {
    const verdict = judgeArguments(lines)

    expect(verdict.problems[0]).toContain(problem)
    expect(verdict.doubts).toEqual([])
  })

  test('each that is wrong, and goes on behind it', () => {
    expect(judgeArguments(['--lock-timout=5m', '--dry-run', 'x', '--tx-mode=none']).problems).toHaveLength(2)
  })
})

describe('doubts what may be of another version of Atlas', () => {
  test.each([[['--auto-approve']], [['--new-flag=5m']], [['--new-flag', 'value', '1']], [['-x']], [['-x', '1']]])(
    '%j',
    (lines) => {
      const { problems, doubts } = judgeArguments(lines)

      expect(problems).toEqual([])
      expect(doubts).toHaveLength(1)
      expect(doubts[0]).toMatch(
        /^found "-.*", which is no flag of `atlas migrate apply` that the action knows \(--allow-dirty, .*, --web\);/,
      )
    },
  )
})
