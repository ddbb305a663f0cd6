import { itemsOf, mapsOf, textOf } from '../yaml/value.ts'
import type { Finding, Rule } from './rule.ts'
import { type Container, otherContainers, initContainerOf } from '../kubernetes/pod.ts'

/** The URL of a database or a message broker with a password, which is the group. */
const URL_WITH_PASSWORD =
  /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|sqlserver)(?:\+\w{1,20})?:\/\/[^\s:@/?#"']{0,200}:([^\s@/"']{1,200})@/gi

/** A placeholder for a password: a variable, a field of a template, or a word such as `changeme`. */
const PLACEHOLDER =
  /\$[({A-Za-z_]|\{\{|^<.*>$|^\[.*\]$|%[sv]$|^\*+$|^x+$|^(?:your[-_]?)?(?:pass|passwd|password|secret)$|^change[-_]?(?:me|it)$|^(?:placeholder|redacted|replace[-_]?me)$/i

export const inlineCredentials: Rule = {
  name: 'inline-credentials',
  severity: 'error',
  fix: 'Move the URL to a Secret, and reference it with `secretKeyRef`. Change the password: it stays in the Git history.',
  find: (workload, { settings: { containerName } }) => {
    const others = otherContainers(workload, containerName)
      .flatMap(passwordsIn)
      .map((finding): Finding => ({ ...finding, severity: 'warning' }))
    const own = passwordsIn(initContainerOf(workload, containerName))
    return [...own.slice(0, 1), ...others.slice(0, 1)]
  },
}

function passwordsIn({ name, value, place }: Container): readonly Finding[] {
  const inWords = ['command', 'args']
    .filter((key) => itemsOf(value[key]).some((word) => hasPassword(textOf(word))))
    .map((key): Finding => ({ place: [...place, key], message: messageOf(name, `\`${key}\``) }))
  const inVariables = mapsOf(value.env)
    .filter((variable) => hasPassword(textOf(variable.value)))
    .map((variable): Finding => {
      const named = textOf(variable.name)
      return { place: [...place, 'env', { named }, 'value'], message: messageOf(name, `the variable \`${named}\``) }
    })
  return [...inWords, ...inVariables]
}

function messageOf(container: string, where: string): string {
  return `container \`${container}\` has a URL with a plain-text password in ${where}.`
}

function hasPassword(text: string): boolean {
  return [...text.matchAll(URL_WITH_PASSWORD)].some(([, password = '']) => !PLACEHOLDER.test(password))
}
