import { describe, expect, test } from '@jest/globals'
import { parseArguments } from '../../src/settings/arguments.ts'

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
    expect(parseArguments(lines)).toEqual({ value: lines, doubts: [] })
  })
})

describe('refuses', () => {
  test.each([
    [['--lock-timout'], { code: 'misspelled-flag', found: '--lock-timout', nearest: 'lock-timeout' }],
    [['--lock-timout=5m'], { code: 'misspelled-flag', found: '--lock-timout=5m', nearest: 'lock-timeout' }],
    [['--lock_timeout=5m'], { code: 'misspelled-flag', nearest: 'lock-timeout' }],
    [['--lockTimeout=5m'], { code: 'misspelled-flag', nearest: 'lock-timeout' }],
    [['--Lock-Timeout=5m'], { code: 'misspelled-flag', nearest: 'lock-timeout' }],
    [['--dryrun'], { code: 'misspelled-flag', nearest: 'dry-run' }],
    [['--dry-run,'], { code: 'misspelled-flag', nearest: 'dry-run' }],
    [['--allow_dirty'], { code: 'misspelled-flag', nearest: 'allow-dirty' }],
    [['--vars=a=b'], { code: 'misspelled-flag', nearest: 'var' }],
    [['--exec-ordr=linear'], { code: 'misspelled-flag', nearest: 'exec-order' }],
    [['---dry-run'], { code: 'misspelled-flag', nearest: 'dry-run' }],
    [['lock-timeout=5m'], { code: 'flag-without-dashes', found: 'lock-timeout=5m', nearest: 'lock-timeout' }],
    [['lock-timeout: 5m'], { code: 'flag-without-dashes', nearest: 'lock-timeout' }],
    [['dry-run'], { code: 'flag-without-dashes', nearest: 'dry-run' }],
    [['allowdirty'], { code: 'flag-without-dashes', nearest: 'allow-dirty' }],
    [['–dry-run'], { code: 'flag-without-dashes', nearest: 'dry-run' }],
    [['—lock-timeout=5m'], { code: 'flag-without-dashes', nearest: 'lock-timeout' }],
    [['-lock-timeout=5m'], { code: 'flag-without-dashes', found: '-lock-timeout=5m', nearest: 'lock-timeout' }],
    [['-dry-run'], { code: 'flag-without-dashes', nearest: 'dry-run' }],
    [['-url=x'], { code: 'flag-without-dashes', nearest: 'url' }],
    [['--lock-timeout:5m'], { code: 'flag-without-equals-sign', found: '--lock-timeout:5m', flag: 'lock-timeout' }],
    [['--lock-timeout 5m'], { code: 'several-arguments', found: '--lock-timeout 5m' }],
    [['--lock-timeout'], { code: 'flag-without-value', found: '--lock-timeout' }],
    [['--baseline', '--dry-run'], { code: 'flag-without-value', found: '--baseline' }],
    [['-u'], { code: 'flag-without-value', found: '-u' }],
    [['--lock-timeout=5'], { code: 'flag-value', flag: 'lock-timeout', fault: { code: 'duration', found: '5' } }],
    [['--lock-timeout', '5 minutes'], { code: 'flag-value', fault: { code: 'duration', found: '5 minutes' } }],
    [['--lock-timeout="5m"'], { code: 'flag-value', fault: { code: 'duration', found: '"5m"' } }],
    [
      ['--tx-mode=al'],
      {
        code: 'flag-value',
        flag: 'tx-mode',
        fault: { code: 'not-a-choice', found: 'al', choices: ['none', 'file', 'all'], nearest: 'all' },
      },
    ],
    [
      ['--exec-order', 'nonlinear'],
      { code: 'flag-value', fault: { found: 'nonlinear', choices: ['linear', 'linear-skip', 'non-linear'] } },
    ],
    [['--dry-run=yes'], { code: 'flag-value', fault: { found: 'yes', choices: ['true', 'false'] } }],
    [['-w=yes'], { code: 'flag-value', flag: 'web', fault: { found: 'yes' } }],
    [['-u"x"'], { code: 'flag-value', flag: 'url', fault: { code: 'quotes' } }],
    [['--', '--new-flag'], { code: 'amount', found: '--new-flag' }],
    [['-'], { code: 'yaml-list-item', found: '-' }],
    [['--dry-run', 'true'], { code: 'amount', found: 'true' }],
    [['all'], { code: 'amount', found: 'all' }],
    [['0'], { code: 'amount' }],
    [['1.5'], { code: 'amount' }],
    [['a, b'], { code: 'amount' }],
    [['1', '2'], { code: 'second-amount', found: '2' }],
    [['atlas'], { code: 'set-command', found: 'atlas' }],
    [['migrate'], { code: 'set-command' }],
    [['apply'], { code: 'set-command' }],
    [['-c', 'file://x'], { code: 'set-flag', found: '-c' }],
    [['-cfile://x'], { code: 'set-flag', found: '-cfile://x' }],
    [['--config=file://x'], { code: 'set-flag' }],
    [['--env=prod'], { code: 'set-flag' }],
    [['- --dry-run'], { code: 'yaml-list-item', found: '- --dry-run' }],
    [['"--dry-run"'], { code: 'quotes', found: '"--dry-run"' }],
    [['--baseline', '"20240101"'], { code: 'quotes', found: '"20240101"' }],
    [['["--dry-run"]'], { code: 'brackets' }],
    [['--dir="file:///x"'], { code: 'flag-value', flag: 'dir', fault: { code: 'quotes', found: '"file:///x"' } }],
  ])('%j', (lines, fault) => {
    const reading = parseArguments(lines)

    expect('faults' in reading && reading.faults[0]).toMatchObject(fault)
    expect(reading.doubts).toEqual([])
  })

  test('each that is wrong, and goes on behind it', () => {
    expect(parseArguments(['--lock-timout=5m', '--dry-run', 'x', '--tx-mode=none'])).toMatchObject({
      faults: [{ code: 'misspelled-flag' }, { code: 'amount' }],
    })
  })
})

describe('doubts what may be of another version of Atlas', () => {
  test.each([[['--auto-approve']], [['--new-flag=5m']], [['--new-flag', 'value', '1']], [['-x']], [['-x', '1']]])(
    '%j',
    (lines) => {
      expect(parseArguments(lines)).toMatchObject({ value: lines, doubts: [{ code: 'unknown-flag', found: lines[0] }] })
    },
  )
})
