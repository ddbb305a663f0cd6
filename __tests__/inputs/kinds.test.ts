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
  'CronJob',
  'Pod',
  'PodTemplate',
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
  ['cronjob', `${EXPECTED} "cronjob"; did you mean \`CronJob\`?`],
  ['List', `${EXPECTED} "List"; what a List holds is looked into anyway: name the kinds of its members`],
  [
    'DeploymentList',
    `${EXPECTED} "DeploymentList"; what a DeploymentList holds is looked into anyway: name the kinds of its members`,
  ],
  ['Template', `${EXPECTED} "Template"; what a Template holds is looked into anyway: name the kinds of its members`],
  ['web', `${EXPECTED} "web"; use letters and digits with an upper-case letter in front`],
  ['apps/v1', `${EXPECTED} "apps/v1"; use letters and digits with an upper-case letter in front`],
  [
    'Deployment, StatefulSet',
    `${EXPECTED} "Deployment, StatefulSet"; use letters and digits with an upper-case letter in front`,
  ],
])('refuses %s', (text, problem) => {
  expect(parseKind(text)).toEqual({ problem })
})
