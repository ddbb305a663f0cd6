import { expect, test } from '@jest/globals'
import { parseKind } from '../../src/inputs/kinds.ts'

const EXPECTED = 'expected a kind of workload such as Deployment, one a line, found'

test.each([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'Rollout',
  'DeploymentConfig',
  'CloneSet',
  'Web',
  'Service',
  'X1',
])('accepts %s', (text) => {
  expect(parseKind(text)).toEqual({ value: text })
})

test.each([
  ['deployment', `${EXPECTED} "deployment"; did you mean \`Deployment\`?`],
  ['DEPLOYMENT', `${EXPECTED} "DEPLOYMENT"; did you mean \`Deployment\`?`],
  ['Deployments', `${EXPECTED} "Deployments"; did you mean \`Deployment\`?`],
  ['Deploymnet', `${EXPECTED} "Deploymnet"; did you mean \`Deployment\`?`],
  ['Statefulset', `${EXPECTED} "Statefulset"; did you mean \`StatefulSet\`?`],
  ['deploymentconfigs', `${EXPECTED} "deploymentconfigs"; did you mean \`DeploymentConfig\`?`],
  ['Jobs', `${EXPECTED} "Jobs"; did you mean \`Job\`?`],
  ['job', `${EXPECTED} "job"; did you mean \`Job\`?`],
  ['Pod', `${EXPECTED} "Pod"; a Pod has no pod template at spec.template.spec: leave it out`],
  ['PodTemplate', `${EXPECTED} "PodTemplate"; a PodTemplate has no pod template at spec.template.spec: leave it out`],
  ['CronJob', `${EXPECTED} "CronJob"; a CronJob has no pod template at spec.template.spec: leave it out`],
  ['cronjob', `${EXPECTED} "cronjob"; a CronJob has no pod template at spec.template.spec: leave it out`],
  ['List', `${EXPECTED} "List"; a List has no pod template at spec.template.spec: leave it out`],
  ['Template', `${EXPECTED} "Template"; a Template has no pod template at spec.template.spec: leave it out`],
  ['web', `${EXPECTED} "web"; use letters and digits with an upper-case letter in front`],
  ['apps/v1', `${EXPECTED} "apps/v1"; use letters and digits with an upper-case letter in front`],
  [
    'Deployment, StatefulSet',
    `${EXPECTED} "Deployment, StatefulSet"; use letters and digits with an upper-case letter in front`,
  ],
])('refuses %s', (text, problem) => {
  expect(parseKind(text)).toEqual({ problem })
})
