/** Kinds that others render: the manifests of the pods come of them. */
const RENDERED: Readonly<Record<string, string>> = {
  Application: 'what it deploys',
  ApplicationSet: 'what it deploys',
  Chart: 'what `helm template` renders',
  HelmChart: 'what `helm template` renders',
  HelmRelease: 'what `helm template` renders',
  HelmRepository: 'what `helm template` renders',
  Kustomization: 'what `kustomize build` renders',
}

/**
 * Kinds whose `spec.template.spec` is that of a machine or the like, and kinds without one:
 * https://kubernetes.io/docs/reference/kubernetes-api/ and the best known ones of others.
 */
const WITHOUT_PODS: readonly string[] = [
  // Kubernetes
  ...['APIService', 'Binding', 'CertificateSigningRequest', 'ClusterRole', 'ClusterRoleBinding', 'ConfigMap'],
  ...['ControllerRevision', 'CSIDriver', 'CSINode', 'CustomResourceDefinition', 'Endpoints', 'EndpointSlice', 'Event'],
  ...['HorizontalPodAutoscaler', 'Ingress', 'IngressClass', 'Lease', 'LimitRange', 'MutatingWebhookConfiguration'],
  ...['Namespace', 'NetworkPolicy', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'PodDisruptionBudget'],
  ...['PodSecurityPolicy', 'PriorityClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceQuota', 'Role'],
  ...['RoleBinding', 'RuntimeClass', 'Secret', 'ServiceAccount', 'StorageClass', 'ValidatingAdmissionPolicy'],
  ...[
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
    'VerticalPodAutoscaler',
    'VolumeAttachment',
  ],
  ...['VolumeSnapshot', 'VolumeSnapshotClass'],
  // Others
  ...['AppProject', 'AtlasMigration', 'AtlasSchema', 'Certificate', 'ClusterExternalSecret', 'ClusterIssuer'],
  ...['ClusterSecretStore', 'DestinationRule', 'ExternalSecret', 'GitRepository', 'HTTPRoute', 'Issuer'],
  ...['MachineDeployment', 'MachinePool', 'MachineSet', 'NodeClaim', 'NodePool', 'OCIRepository', 'PodMonitor'],
  ...['PrometheusRule', 'Provisioner', 'ScaledObject', 'SealedSecret', 'SecretStore', 'ServiceEntry', 'ServiceMonitor'],
  ...['VirtualMachine', 'VirtualMachineInstance', 'VirtualService'],
]

/**
 * What to do about a kind that is known to have no pod template at `spec.template.spec`, in the singular or the plural,
 * and in whatever case; undefined for any other.
 */
export function templateInstead(kind: string): string | undefined {
  const without = 'which has no pod template at `spec.template.spec`'
  const rendered = Object.entries(RENDERED).find(([name]) => isNamed(kind, name))?.[1]
  if (rendered !== undefined) return `${without}; name kinds such as Deployment, and give the action ${rendered}`
  const isWithout = WITHOUT_PODS.some((name) => isNamed(kind, name))
  return isWithout ? `${without}; name the kinds of the workloads that use it` : undefined
}

function isNamed(text: string, kind: string): boolean {
  const name = kind.toLowerCase()
  return [name, `${name}s`, `${name}es`, name.replace(/y$/, 'ies')].includes(text.toLowerCase())
}
