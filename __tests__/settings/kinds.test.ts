import { expect, test } from '@jest/globals'
import { parseKind } from '../../src/settings/kinds.ts'

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
  ['v1', `${EXPECTED} "v1"; use letters and digits with an upper-case letter in front`],
  ['apps/v1', `${EXPECTED} "apps/v1"; use letters and digits with an upper-case letter in front`],
  ['- Deployment', `${EXPECTED} "- Deployment", which is an item of a YAML list; take out the "-"`],
  ['"Deployment"', `${EXPECTED} "\\"Deployment\\"", whose quotes would be part of it; take them out`],
  ["'Deployment'", `${EXPECTED} "'Deployment'", whose quotes would be part of it; take them out`],
  [
    '[Deployment, StatefulSet]',
    `${EXPECTED} "[Deployment, StatefulSet]", which is a list in brackets; write one value a line, without brackets`,
  ],
  ['# all', `${EXPECTED} "# all", which is a comment; take it out`],
  ['Deployment # all', `${EXPECTED} "Deployment # all", which has a comment behind it; take it out`],
  ['Deployment,', `${EXPECTED} "Deployment,", which ends with a ","; take it out`],
  [
    'Deployment, StatefulSet',
    `${EXPECTED} "Deployment, StatefulSet", which is more than one; write one a line, without commas`,
  ],
  [
    'Deployment,CloneSet',
    `${EXPECTED} "Deployment,CloneSet", which is more than one; write one a line, without commas`,
  ],
  ['Deployment StatefulSet', `${EXPECTED} "Deployment StatefulSet", which is more than one; write one a line`],
])('refuses %s', (text, problem) => {
  expect(parseKind(text)).toEqual({ problem })
})

test.each([
  ['deploy', 'Deployment'],
  ['deployments', 'Deployment'],
  ['Deploy', 'Deployment'],
  ['sts', 'StatefulSet'],
  ['ds', 'DaemonSet'],
  ['rs', 'ReplicaSet'],
  ['rc', 'ReplicationController'],
  ['cj', 'CronJob'],
  ['po', 'Pod'],
  ['pods', 'Pod'],
  ['dc', 'DeploymentConfig'],
  ['ro', 'Rollout'],
  ['apps/v1/Deployment', 'Deployment'],
  ['apps/v1:Deployment', 'Deployment'],
  ['apps/Deployment', 'Deployment'],
  ['v1/Pod', 'Pod'],
  ['Deployment.apps', 'Deployment'],
  ['deployments.apps', 'Deployment'],
  ['deployment.v1.apps', 'Deployment'],
  ['deploy/web', 'Deployment'],
  ['kind:Deployment', 'Deployment'],
  ['kind: Deployment', 'Deployment'],
  ['argoproj.io/v1alpha1/Rollout', 'Rollout'],
  ['apps.kruise.io/v1alpha1/CloneSet', 'CloneSet'],
  ['CloneSet.apps.kruise.io', 'CloneSet'],
  ['serving.knative.dev/v1/Service', 'Service'],
])('refuses %s, and means %s', (text, meant) => {
  expect(parseKind(text)).toEqual({ problem: `${EXPECTED} "${text}"; did you mean \`${meant}\`?` })
})

test.each([
  'HelmRelease',
  'Kustomization',
  'Application',
  'ApplicationSet',
  'ConfigMap',
  'configmap',
  'secrets',
  'NetworkPolicies',
  'helm.toolkit.fluxcd.io/v2/HelmRelease',
  'Secret',
  'Ingress',
  'NodePool',
])('refuses %s, which has no pod template', (text) => {
  expect(parseKind(text)).toEqual({
    problem: expect.stringMatching(/, which has no pod template at `spec\.template\.spec`; name (?:the )?kinds/),
  })
})

test.each([
  ['HelmRelease', 'what `helm template` renders'],
  ['Kustomization', 'what `kustomize build` renders'],
  ['Application', 'what it deploys'],
])('says what to give in place of a %s', (text, instead) => {
  expect(parseKind(text)).toEqual({ problem: expect.stringContaining(`give the action ${instead}`) })
})
